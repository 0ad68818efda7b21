import { Alert, Anchor, Button, List, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import type { Cause } from '../api/types';
import { FormFailure } from '../shell/FormFailure';
import { useMe } from '../shell/me';
import { usePath } from '../shell/paths';
import classes from './config.module.css';
import { bodyOf, EMPTY, senderOf, trimmed, valuesOf } from './relayForm';
import type { Relay, TestStep } from './relays';
import { runTest } from './runTest';
import { TestOutcome } from './TestOutcome';
import { TestSteps } from './TestSteps';

/** Log-ins that a new password may mend. */
const BY_PASSWORD =
  /^(?:auth\.(?:wrong_password|app_password_required|password_expired|missing)|gmail\.app_password_required)$/;

export function passwordMends(relay: Relay | null | undefined): boolean {
  return relay?.held != null && BY_PASSWORD.test(relay.held.cause.code);
}

interface Props {
  relay: Relay;
  /** Called once the new password is in use. */
  done: () => void;
}

/** One field: the new password is tested as everything else stands, and takes the old one's place only if it works. */
export function ReplacePassword({ relay, done }: Props) {
  const intl = useIntl();
  const me = useMe();
  const [password, setPassword] = useState('');
  const [steps, setSteps] = useState<TestStep[]>([]);
  const swap = useSwap(relay, (step) => setSteps((before) => [...before, step]), done);
  const to = (me.kind === 'member' && me.email) || (relay.sender?.address ?? '');
  const failed = swap.data && !swap.data.passed ? swap.data : null;
  return (
    <Stack gap="sm">
      {relay.held && passwordMends(relay) && <Why cause={relay.held.cause} provider={relay.provider} />}
      <form
        noValidate
        className={classes.oneLine}
        onSubmit={(event) => {
          event.preventDefault();
          setSteps([]);
          swap.mutate({ password: trimmed({ ...EMPTY, password }, 'password'), to });
        }}
      >
        <PasswordInput
          style={{ flex: '1 1 16rem' }}
          label={intl.formatMessage({ id: 'ui.config.password.field' }, { username: relay.username ?? '' })}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fieldError(swap.error, 'password')}
          visibilityToggleButtonProps={{ 'aria-label': intl.formatMessage({ id: 'ui.signin.password.show' }) }}
        />
        <Button
          type="submit"
          leftSection={<IconKey size={18} aria-hidden />}
          loading={swap.isPending}
          disabled={password.trim() === ''}
        >
          <FormattedMessage id="ui.config.password.swap" />
        </Button>
      </form>
      <Text size="sm" c="dimmed">
        <FormattedMessage id="ui.config.password.how" values={{ to }} />{' '}
        {relay.draft && <FormattedMessage id="ui.config.password.draft" />}
      </Text>
      <FormFailure error={swap.error} fields={['password']} />
      <div aria-live="polite">
        {(swap.isPending || failed) && (
          <Stack gap="md">
            <TestSteps steps={failed?.steps ?? steps} running={swap.isPending} />
            {failed && (
              <TestOutcome
                result={failed}
                to={to}
                sender={senderOf({
                  senderName: relay.sender?.name ?? '',
                  senderAddress: relay.sender?.address ?? '',
                })}
              />
            )}
          </Stack>
        )}
      </div>
    </Stack>
  );
}

/** Why a log-in that used to work no longer does. */
function Why({ cause, provider }: { cause: Cause; provider: string }) {
  const path = usePath();
  if (cause.code !== 'auth.wrong_password') return <Text fw={600}>{cause.text}</Text>;
  return (
    <Alert variant="light" color="gray" role="note">
      <Text size="sm">
        <FormattedMessage id="ui.config.password.reasons" />
      </Text>
      <List size="sm" mt={4} spacing={4}>
        <List.Item>
          <FormattedMessage id="ui.config.password.reason.wrong" />
        </List.Item>
        <List.Item>
          <FormattedMessage id="ui.config.password.reason.ended" />{' '}
          <Anchor component={Link} to={path(`providers#${provider}`)} size="sm" c="inherit" underline="always">
            <FormattedMessage id="ui.config.password.guide" />
          </Anchor>
        </List.Item>
      </List>
    </Alert>
  );
}

function useSwap(relay: Relay, each: (step: TestStep) => void, done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ password, to }: { password: string; to: string }) => {
      // Everything as it is live, so that nothing but the password can change by this.
      const { draft: _, ...live } = relay;
      await api.patch(`/v1/relays/${relay.id}`, { ...bodyOf(valuesOf(live as Relay)), password });
      const result = await runTest(relay.id, to, each);
      if (result.passed) await api.post(`/v1/relays/${relay.id}/activate`);
      return result;
    },
    onSuccess: async ({ passed }) => {
      await client.invalidateQueries();
      if (passed) done();
    },
  });
}
