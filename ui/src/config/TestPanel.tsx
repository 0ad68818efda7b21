import { Button, Stack, Text, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { fieldError } from '../api/problem';
import { useMe } from '../shell/me';
import { complete, passwordStays } from './relayForm';
import { TestOutcome } from './TestOutcome';
import { TestSteps } from './TestSteps';
import type { RelayEditing } from './useRelayEditor';

/** Sends a real message by exactly these settings and tells how far it came. */
export function TestPanel({ owner, editing }: { owner: 'tenant' | 'platform'; editing: RelayEditing }) {
  const intl = useIntl();
  const me = useMe();
  const [to, setTo] = useState(me.kind === 'operator' ? '' : (me.email ?? ''));
  const { test, values, stored, steps, readiness } = editing;
  const ready = complete(values, passwordStays(values, stored), owner);
  const shown = test.isPending || (test.isSuccess && (readiness === 'passed' || readiness === 'failed'));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        test.mutate(to);
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          <FormattedMessage id="ui.config.test.text" />
        </Text>
        <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'flex-end' }}>
          <TextInput
            type="email"
            style={{ flex: '1 1 14rem' }}
            label={intl.formatMessage({ id: 'ui.config.test.to' })}
            autoComplete="email"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            error={fieldError(test.error, 'to')}
          />
          <Button
            type="submit"
            variant={readiness === 'passed' ? 'default' : 'filled'}
            leftSection={<IconSend size={18} aria-hidden />}
            loading={test.isPending}
            disabled={!ready || !to.trim()}
          >
            <FormattedMessage id="ui.config.test.send" />
          </Button>
        </div>
        {!ready && (
          <Text size="sm" c="dimmed">
            <FormattedMessage id="ui.config.test.incomplete" />
          </Text>
        )}
        <div aria-live="polite">
          {shown && (
            <Stack gap="md">
              <TestSteps steps={steps} running={test.isPending} />
              {test.data && !test.isPending && <TestOutcome result={test.data} to={to.trim()} relayId={stored?.id} />}
            </Stack>
          )}
        </div>
      </Stack>
    </form>
  );
}
