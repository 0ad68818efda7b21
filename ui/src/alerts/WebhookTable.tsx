import { Button, Group, Table, Text } from '@mantine/core';
import { FormattedMessage, useIntl } from 'react-intl';
import { StackedTable } from '../shell/StackedTable';
import { When } from '../shell/When';
import type { Webhook } from './alerts';

interface Props {
  webhooks: Webhook[];
  test?: (webhook: Webhook) => void;
  remove?: (webhook: Webhook) => void;
}

/** Webhooks with what became of their last call; on a phone each is a card. */
export function WebhookTable({ webhooks, test, remove }: Props) {
  const intl = useIntl();
  return (
    <StackedTable
      caption="ui.alerts.webhooks.title"
      columns={[
        'ui.alerts.webhooks.column.url',
        'ui.alerts.webhooks.column.state',
        ...(remove ? ['ui.alerts.webhooks.column.actions'] : []),
      ]}
    >
      {webhooks.map((webhook) => (
        <Table.Tr key={webhook.id}>
          <Table.Th scope="row">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {webhook.url}
            </Text>
          </Table.Th>
          <Table.Td data-label={intl.formatMessage({ id: 'ui.alerts.webhooks.column.state' })}>
            <LastCall webhook={webhook} />
          </Table.Td>
          {remove && (
            <Table.Td>
              <Group gap="xs" wrap="nowrap">
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => test?.(webhook)}
                  aria-label={intl.formatMessage({ id: 'ui.alerts.webhooks.test.label' }, { url: webhook.url })}
                >
                  <FormattedMessage id="ui.alerts.webhooks.test" />
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => remove(webhook)}
                  aria-label={intl.formatMessage({ id: 'ui.alerts.webhooks.remove.label' }, { url: webhook.url })}
                >
                  <FormattedMessage id="ui.alerts.webhooks.remove" />
                </Button>
              </Group>
            </Table.Td>
          )}
        </Table.Tr>
      ))}
    </StackedTable>
  );
}

/** The newest of what is known. */
function LastCall({ webhook }: { webhook: Webhook }) {
  const { disabledAt, lastSuccessAt, lastFailureAt, lastFailure } = webhook;
  const said = /^\d+$/.test(lastFailure ?? '') ? 'status' : (lastFailure ?? '');
  if (disabledAt) {
    return <FormattedMessage id="ui.alerts.webhooks.state.off" values={{ when: <When iso={disabledAt} relative /> }} />;
  }
  if (lastFailureAt && (!lastSuccessAt || lastFailureAt > lastSuccessAt)) {
    return (
      <FormattedMessage
        id="ui.alerts.webhooks.state.failed"
        values={{ when: <When iso={lastFailureAt} relative />, said, status: lastFailure ?? '' }}
      />
    );
  }
  return lastSuccessAt ? (
    <FormattedMessage id="ui.alerts.webhooks.state.called" values={{ when: <When iso={lastSuccessAt} relative /> }} />
  ) : (
    <FormattedMessage id="ui.alerts.webhooks.state.never" />
  );
}
