import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { actingFor, api } from '../api/client';
import { Confirm } from '../shell/Confirm';
import { Failure } from '../shell/Failure';
import { useMe } from '../shell/me';
import { Nothing } from '../shell/Nothing';
import { useNotice } from '../shell/notice';
import { RowsLoading } from '../shell/RowsLoading';
import type { Account, Role } from './accounts';
import { Invite } from './Invite';
import { PeopleTable } from './PeopleTable';

/** The accounts of whoever the pages act for: a tenant's people, or on the operator's pages the operators. */
export function PeopleSection({ roles }: { roles: Role[] }) {
  const me = useMe();
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Account | null>(null);
  const people = useQuery({
    queryKey: ['accounts', actingFor()],
    queryFn: () => api.get<{ items: Account[] }>('/v1/accounts'),
  });
  const remove = useRemove(() => setLeaving(null));
  const invite = me.canWrite && (
    <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setInviting(true)}>
      <FormattedMessage id={roles.includes('operator') ? 'ui.people.invite.operator' : 'ui.people.invite'} />
    </Button>
  );
  return (
    <Stack gap="md">
      {people.isPending && <RowsLoading rows={3} />}
      {people.isError && <Failure error={people.error} retry={() => void people.refetch()} />}
      {people.isSuccess && people.data.items.length === 0 && (
        <Nothing icon={IconUsers} title="ui.people.empty.title" text="ui.people.empty.text">
          {invite}
        </Nothing>
      )}
      {people.isSuccess && people.data.items.length > 0 && (
        <>
          <Group>{invite}</Group>
          <PeopleTable people={people.data.items} roles={roles} remove={setLeaving} />
        </>
      )}
      {inviting && <Invite roles={roles} close={() => setInviting(false)} />}
      <Confirm
        opened={leaving !== null}
        close={() => setLeaving(null)}
        title="ui.people.remove.title"
        text="ui.people.remove.text"
        values={{ email: leaving?.email ?? '' }}
        action="ui.people.remove"
        danger
        busy={remove.isPending}
        confirm={() => leaving && remove.mutate(leaving)}
      />
    </Stack>
  );
}

function useRemove(close: () => void) {
  const client = useQueryClient();
  const notice = useNotice();
  return useMutation({
    mutationFn: (account: Account) => api.delete(`/v1/accounts/${account.id}`),
    onSuccess: (_, account) => {
      void client.invalidateQueries({ queryKey: ['accounts'] });
      notice.done('ui.people.remove.done', { email: account.email });
    },
    onError: (error) => notice.failed(error),
    onSettled: close,
  });
}
