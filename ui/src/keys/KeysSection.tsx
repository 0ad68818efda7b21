import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { Confirm } from '../shell/Confirm';
import { Failure } from '../shell/Failure';
import { useMe } from '../shell/me';
import { Nothing } from '../shell/Nothing';
import { useNotice } from '../shell/notice';
import { RowsLoading } from '../shell/RowsLoading';
import { CreateKey } from './CreateKey';
import { KeyTable } from './KeyTable';
import type { ApiKey } from './keys';
import { useKeys } from './useKeys';

/** The keys of whoever the pages act for: a tenant, or on the operator's pages the platform. */
export function KeysSection() {
  const me = useMe();
  const [creating, setCreating] = useState(false);
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const keys = useKeys();
  const revoke = useRevoke(() => setLeaving(null));
  const create = me.canWrite && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      <FormattedMessage id="ui.keys.create" />
    </Button>
  );
  return (
    <Stack gap="md">
      {keys.isPending && <RowsLoading rows={3} />}
      {keys.isError && <Failure error={keys.error} retry={() => void keys.refetch()} />}
      {keys.isSuccess && keys.data.items.length === 0 && (
        <Nothing icon={IconKey} title="ui.keys.empty.title" text="ui.keys.empty.text">
          {create}
        </Nothing>
      )}
      {keys.isSuccess && keys.data.items.length > 0 && (
        <>
          <Group>{create}</Group>
          <KeyTable keys={keys.data.items} revoke={me.canWrite ? setLeaving : undefined} />
        </>
      )}
      {creating && <CreateKey close={() => setCreating(false)} />}
      <Confirm
        opened={leaving !== null}
        close={() => setLeaving(null)}
        title="ui.keys.revoke.title"
        text="ui.keys.revoke.text"
        values={{ name: leaving?.name ?? '' }}
        action="ui.keys.revoke"
        danger
        busy={revoke.isPending}
        confirm={() => leaving && revoke.mutate(leaving)}
      />
    </Stack>
  );
}

function useRevoke(close: () => void) {
  const client = useQueryClient();
  const notice = useNotice();
  return useMutation({
    mutationFn: (key: ApiKey) => api.delete(`/v1/keys/${key.id}`),
    onSuccess: (_, key) => {
      void client.invalidateQueries({ queryKey: ['keys'] });
      notice.done('ui.keys.revoke.done', { name: key.name });
    },
    onError: (error) => notice.failed(error),
    onSettled: close,
  });
}
