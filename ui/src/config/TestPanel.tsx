import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { IconMapPin, IconSend } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { fieldError } from '../api/problem';
import { useMe } from '../shell/me';
import { CentreChoice } from './CentreChoice';
import classes from './config.module.css';
import type { Provider } from './providers';
import { complete, passwordStays, senderOf } from './relayForm';
import { TestOutcome } from './TestOutcome';
import { TestSteps } from './TestSteps';
import type { RelayEditing } from './useRelayEditor';

interface Props {
  owner: 'tenant' | 'platform';
  editing: RelayEditing;
  provider: Provider;
}

/** Sends a real message by exactly these settings and tells how far it came. */
export function TestPanel({ owner, editing, provider }: Props) {
  const intl = useIntl();
  const me = useMe();
  const [to, setTo] = useState(me.kind === 'operator' ? '' : (me.email ?? ''));
  const { test, values, stored, steps, readiness } = editing;
  const ready = complete(values, passwordStays(values, stored), owner);
  const result = useInSight(test.data);
  const refusedLogIn = test.data?.cause?.code.startsWith('auth.') && readiness === 'failed';
  const shown = test.isPending || (test.isSuccess && (readiness === 'passed' || readiness === 'failed'));
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        <FormattedMessage id="ui.config.test.text" />
      </Text>
      <form
        noValidate
        className={classes.oneLine}
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate(to);
        }}
      >
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
      </form>
      {!ready && (
        <Text size="sm" c="dimmed">
          <FormattedMessage id="ui.config.test.incomplete" />
        </Text>
      )}
      <div aria-live="polite" ref={result} className={classes.result}>
        {shown && (
          <Stack gap="md">
            <TestSteps steps={steps} running={test.isPending} />
            {test.data && !test.isPending && (
              <TestOutcome result={test.data} to={to.trim()} relayId={stored?.id} sender={senderOf(values)} />
            )}
            {refusedLogIn && <CentreDoubt provider={provider} editing={editing} />}
          </Stack>
        )}
      </div>
    </Stack>
  );
}

/** An account is in one data centre, and the others refuse its log-in. */
function CentreDoubt({ provider, editing }: { provider: Provider; editing: RelayEditing }) {
  if (provider.servers.length < 2) return null;
  return (
    <Alert variant="light" color="yellow" role="note" icon={<IconMapPin aria-hidden />}>
      <Text size="sm" mb="xs">
        <FormattedMessage id="ui.config.centre.doubt" values={{ provider: provider.name }} />
      </Text>
      <CentreChoice provider={provider} editing={editing} />
    </Alert>
  );
}

/** Brings what has come into sight, above what sticks to the window's edge. */
function useInSight(what: unknown) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (what) place.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [what]);
  return place;
}
