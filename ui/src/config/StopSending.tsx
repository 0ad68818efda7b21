import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { Confirm } from '../shell/Confirm';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import type { Relay } from './relays';

/** Whether somebody wanted that nothing is sent over it. */
export function stopped(relay: Relay): boolean {
  return relay.held?.cause.code.startsWith('stopped.') ?? false;
}

/** Stops a mail service that sends: mail waits until somebody lets it go on. */
export function StopSending({ relay }: { relay: Relay }) {
  const me = useMe();
  const notice = useNotice();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const stop = useMutation({
    mutationFn: () => api.post(`/v1/relays/${relay.id}/stop`),
    onSuccess: async () => {
      await client.invalidateQueries();
      notice.done('ui.config.stop.done');
    },
    onError: notice.failed,
    onSettled: () => setAsked(false),
  });
  const mayStop = me.canWrite && (relay.held == null || (me.kind === 'operator' && !stopped(relay)));
  if (!mayStop) return null;
  return (
    <>
      <Button variant="subtle" onClick={() => setAsked(true)}>
        <FormattedMessage id="ui.config.stop" />
      </Button>
      <Confirm
        opened={asked}
        close={() => setAsked(false)}
        title="ui.config.stop.confirm"
        text="ui.config.stop.text"
        values={{ server: relay.server }}
        action="ui.config.stop"
        busy={stop.isPending}
        confirm={() => stop.mutate()}
      />
    </>
  );
}
