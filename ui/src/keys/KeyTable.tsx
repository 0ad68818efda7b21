import { Button, Code, Table, Text } from '@mantine/core';
import { FormattedMessage, useIntl } from 'react-intl';
import { StackedTable } from '../shell/StackedTable';
import { When } from '../shell/When';
import type { ApiKey } from './keys';

/** Keys with when they were last used; on a phone each is a card. */
export function KeyTable({ keys, revoke }: { keys: ApiKey[]; revoke: ((key: ApiKey) => void) | undefined }) {
  const intl = useIntl();
  return (
    <StackedTable
      caption="ui.keys.list"
      columns={[
        'ui.keys.column.name',
        'ui.keys.column.prefix',
        'ui.keys.column.created',
        'ui.keys.column.used',
        ...(revoke ? ['ui.keys.column.actions'] : []),
      ]}
    >
      {keys.map((key) => (
        <Table.Tr key={key.id}>
          <Table.Th scope="row">
            <Text fw={500} size="sm">
              {key.name}
            </Text>
          </Table.Th>
          <Table.Td data-label={intl.formatMessage({ id: 'ui.keys.column.prefix' })}>
            <Code>{key.prefix}…</Code>
          </Table.Td>
          <Table.Td data-label={intl.formatMessage({ id: 'ui.keys.column.created' })}>
            <When iso={key.createdAt} />
          </Table.Td>
          <Table.Td data-label={intl.formatMessage({ id: 'ui.keys.column.used' })}>
            {key.lastUsedAt ? <When iso={key.lastUsedAt} relative /> : <FormattedMessage id="ui.keys.never" />}
          </Table.Td>
          {revoke && (
            <Table.Td>
              <Button
                size="xs"
                variant="default"
                onClick={() => revoke(key)}
                aria-label={intl.formatMessage({ id: 'ui.keys.revoke.label' }, { name: key.name })}
              >
                <FormattedMessage id="ui.keys.revoke" />
              </Button>
            </Table.Td>
          )}
        </Table.Tr>
      ))}
    </StackedTable>
  );
}
