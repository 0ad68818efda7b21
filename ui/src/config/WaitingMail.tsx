import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconMailQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { FormFailure } from '../shell/FormFailure';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import type { Configuration } from './configuration';
import { useConfigurationAgain } from './useConfiguration';
import { WaitingChoice, type ForWaiting } from './WaitingChoice';

/** Mail waits for a mail service that was removed; only the tenant may say what becomes of it. */
export function WaitingMail({ waiting }: { waiting: NonNullable<Configuration['waitingForDecision']> }) {
  const intl = useIntl();
  const me = useMe();
  const notice = useNotice();
  const again = useConfigurationAgain();
  const [choice, setChoice] = useState<ForWaiting>('reroute');
  const decide = useMutation({
    mutationFn: () => api.post('/v1/email-configuration/queued', { relayId: waiting.relayId, do: choice }),
    onSuccess: async () => {
      await again();
      notice.done(`ui.config.waiting.${choice}.done`, { count: waiting.count });
    },
  });
  return (
    <Alert
      color="orange"
      variant="light"
      role="group"
      icon={<IconMailQuestion aria-hidden />}
      title={intl.formatMessage({ id: 'ui.config.waiting.title' }, { count: waiting.count })}
    >
      <Stack gap="md">
        <Text size="sm">
          <FormattedMessage id="ui.config.waiting.text" />
        </Text>
        {me.canWrite && (
          <>
            <WaitingChoice value={choice} change={setChoice} />
            <FormFailure error={decide.error} />
            <Group>
              <Button loading={decide.isPending} onClick={() => decide.mutate()}>
                <FormattedMessage id="ui.config.waiting.confirm" />
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Alert>
  );
}
