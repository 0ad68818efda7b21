import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { hasCode } from '../api/problem';
import { Confirm } from '../shell/Confirm';
import { FormFailure } from '../shell/FormFailure';
import { useNotice } from '../shell/notice';
import type { Relay } from './relays';
import { useConfigurationAgain } from './useConfiguration';
import { WaitingChoice, type ForWaiting } from './WaitingChoice';

/** Removes the mail service; where mail still waits for it, asks what shall become of that mail. */
export function RemoveRelay({ relay }: { relay: Relay }) {
  const notice = useNotice();
  const again = useConfigurationAgain();
  const [asked, setAsked] = useState(false);
  const [choice, setChoice] = useState<ForWaiting>('reroute');
  const remove = useMutation({
    mutationFn: (queued: ForWaiting | undefined) => api.delete(`/v1/relays/${relay.id}`, { queued }),
    onSuccess: async () => {
      setAsked(false);
      await again();
      notice.done('ui.config.custom.removed');
    },
  });
  const waiting = hasCode(remove.error, 'relay.mail_waiting');
  const close = () => {
    setAsked(false);
    remove.reset();
  };
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsked(true)}>
        <FormattedMessage id="ui.config.custom.remove" />
      </Button>
      <Confirm
        opened={asked}
        close={close}
        title="ui.config.custom.remove.confirm"
        text={waiting ? 'ui.config.waiting.ask' : 'ui.config.custom.remove.text'}
        values={{ server: relay.server }}
        action="ui.config.custom.remove.confirm"
        danger
        busy={remove.isPending}
        confirm={() => remove.mutate(waiting ? choice : undefined)}
      >
        {waiting ? (
          <WaitingChoice value={choice} change={setChoice} />
        ) : (
          <Stack gap={0}>
            <FormFailure error={remove.error} />
          </Stack>
        )}
      </Confirm>
    </>
  );
}
