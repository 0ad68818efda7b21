import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import type { Relay } from './relays';

/** Whether it takes a break, or the last that it was given did not get through. */
function waits({ limits, lastFailureAt, lastSuccessAt }: Relay): boolean {
  return limits?.rest != null || (lastFailureAt != null && (lastSuccessAt == null || lastFailureAt > lastSuccessAt));
}

/** Ends a break of a mail service early and tries all that waits; where somebody has to act first there is nothing to try. */
export function RetryNow({ relay }: { relay: Relay }) {
  const me = useMe();
  const notice = useNotice();
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.post(`/v1/relays/${relay.id}/retry`),
    onSuccess: async () => {
      await client.invalidateQueries();
      notice.done('ui.config.retry.done');
    },
    onError: notice.failed,
  });
  if (!me.canWrite || relay.held != null || !waits(relay)) return null;
  return (
    <Button variant="subtle" loading={retry.isPending} onClick={() => retry.mutate()}>
      <FormattedMessage id="ui.config.retry" />
    </Button>
  );
}
