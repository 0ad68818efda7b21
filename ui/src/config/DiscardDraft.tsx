import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { useNotice } from '../shell/notice';
import type { Relay } from './relays';
import { useConfigurationAgain } from './useConfiguration';

/** Throws away a set-up that was begun and never saved. */
export function DiscardDraft({ draft }: { draft: Relay }) {
  const notice = useNotice();
  const again = useConfigurationAgain();
  const discard = useMutation({
    mutationFn: () => api.delete(`/v1/relays/${draft.id}`),
    onSuccess: async () => {
      await again();
      notice.done('ui.config.custom.discarded');
    },
    onError: notice.failed,
  });
  return (
    <Button variant="subtle" color="gray" loading={discard.isPending} onClick={() => discard.mutate()}>
      <FormattedMessage id="ui.config.custom.discard" />
    </Button>
  );
}
