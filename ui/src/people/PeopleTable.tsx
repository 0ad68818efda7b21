import { Badge, Button, Group, NativeSelect, Table, Text, Tooltip } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconCircleCheck, IconClock, IconMailForward } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import { StackedTable } from '../shell/StackedTable';
import type { Account, Role } from './accounts';

interface Props {
  people: Account[];
  roles: Role[];
  remove: (account: Account) => void;
}

/** Who has access and with which role; on a phone each person is a card. */
export function PeopleTable({ people, roles, remove }: Props) {
  const intl = useIntl();
  const me = useMe();
  const say = (id: string) => intl.formatMessage({ id });
  return (
    <StackedTable
      caption="ui.people.list"
      columns={[
        'ui.people.column.email',
        'ui.people.column.role',
        'ui.people.column.state',
        ...(me.canWrite ? ['ui.people.column.actions'] : []),
      ]}
    >
      {people.map((account) => (
        <Table.Tr key={account.id}>
          <Table.Th scope="row">
            <Text fw={500} size="sm" span style={{ overflowWrap: 'anywhere' }}>
              {account.email}
            </Text>
            {account.email === me.email && (
              <Text size="sm" span c="dimmed">
                {' '}
                (<FormattedMessage id="ui.people.you" />)
              </Text>
            )}
          </Table.Th>
          <Table.Td data-label={say('ui.people.column.role')}>
            {me.canWrite && roles.length > 1 && account.email !== me.email ? (
              <RoleSelect account={account} roles={roles} />
            ) : (
              <FormattedMessage id={`ui.people.role.${account.role}`} />
            )}
          </Table.Td>
          <Table.Td data-label={say('ui.people.column.state')}>
            <AccountState state={account.state} />
          </Table.Td>
          {me.canWrite && (
            <Table.Td>
              <Group gap="xs">
                {account.state !== 'active' && <InviteAgain account={account} />}
                <Remove account={account} self={account.email === me.email} remove={remove} />
              </Group>
            </Table.Td>
          )}
        </Table.Tr>
      ))}
    </StackedTable>
  );
}

function RoleSelect({ account, roles }: { account: Account; roles: Role[] }) {
  const intl = useIntl();
  const client = useQueryClient();
  const notice = useNotice();
  const name = (role: Role) => intl.formatMessage({ id: `ui.people.role.${role}` });
  const change = useMutation({
    mutationFn: (role: Role) => api.patch(`/v1/accounts/${account.id}`, { role }),
    onSuccess: async (_, role) => {
      await client.invalidateQueries({ queryKey: ['accounts'] });
      notice.done('ui.people.role.done', { email: account.email, role: name(role) });
    },
    onError: (error) => notice.failed(error),
  });
  return (
    <NativeSelect
      w="12rem"
      aria-label={intl.formatMessage({ id: 'ui.people.role.label' }, { email: account.email })}
      value={change.isPending ? change.variables : account.role}
      disabled={change.isPending}
      onChange={(event) => change.mutate(event.currentTarget.value as Role)}
      data={roles.map((role) => ({ value: role, label: name(role) }))}
    />
  );
}

const STATE = {
  active: { color: 'green', icon: IconCircleCheck },
  invited: { color: 'blue', icon: IconMailForward },
  expired: { color: 'gray', icon: IconClock },
} as const;

function AccountState({ state }: { state: Account['state'] }) {
  const { color, icon: Icon } = STATE[state];
  return (
    <Badge variant="light" color={color} tt="none" leftSection={<Icon size={14} aria-hidden />}>
      <FormattedMessage id={`ui.people.state.${state}`} />
    </Badge>
  );
}

function Remove({ account, self, remove }: { account: Account; self: boolean; remove: Props['remove'] }) {
  const intl = useIntl();
  const reason = intl.formatMessage({ id: 'ui.people.remove.self' });
  const button = (
    <Button
      size="xs"
      variant="default"
      data-disabled={self || undefined}
      aria-disabled={self}
      onClick={() => !self && remove(account)}
      aria-label={intl.formatMessage({ id: 'ui.people.remove.label' }, { email: account.email })}
      aria-description={self ? reason : undefined}
    >
      <FormattedMessage id="ui.people.remove" />
    </Button>
  );
  return self ? (
    <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}

function InviteAgain({ account }: { account: Account }) {
  const intl = useIntl();
  const client = useQueryClient();
  const notice = useNotice();
  const { email, role, locale } = account;
  const again = useMutation({
    mutationFn: () => api.post<Account>('/v1/accounts', { email, role, locale: locale ?? undefined }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['accounts'] });
      notice.done('ui.people.invite.done', { email });
    },
    onError: notice.failed,
  });
  return (
    <Button
      size="xs"
      variant="default"
      loading={again.isPending}
      onClick={() => again.mutate()}
      aria-label={intl.formatMessage({ id: 'ui.people.again.label' }, { email })}
    >
      <FormattedMessage id="ui.people.again" />
    </Button>
  );
}
