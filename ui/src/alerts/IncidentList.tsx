import { Badge, Stack, Table, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Incidents } from '../config/Incidents';
import { Failure } from '../shell/Failure';
import { Nothing } from '../shell/Nothing';
import { RowsLoading } from '../shell/RowsLoading';
import { StackedTable } from '../shell/StackedTable';
import { When } from '../shell/When';
import { useIncidents, type ListedIncident } from './alerts';

/** What needs somebody now, and below it what is over. */
export function IncidentList() {
  const incidents = useIncidents();
  if (incidents.isPending) return <RowsLoading rows={2} />;
  if (incidents.isError) return <Failure error={incidents.error} retry={() => void incidents.refetch()} />;
  const open = incidents.data.items.filter(({ state }) => state === 'open');
  const over = incidents.data.items.filter(({ state }) => state === 'over');
  return (
    <Stack gap="md">
      {open.length === 0 ? (
        <Nothing icon={IconCircleCheck} title="ui.alerts.none.title" text="ui.alerts.none.text" />
      ) : (
        <section aria-labelledby="open-incidents">
          <Title order={2} size="h4" mb="sm" id="open-incidents">
            <FormattedMessage id="ui.alerts.open" />
          </Title>
          <Incidents incidents={open} all />
        </section>
      )}
      {over.length > 0 && <Over incidents={over} />}
    </Stack>
  );
}

function Over({ incidents }: { incidents: ListedIncident[] }) {
  const intl = useIntl();
  return (
    <section aria-labelledby="past-incidents">
      <Title order={2} size="h4" mb="sm" id="past-incidents">
        <FormattedMessage id="ui.alerts.over" />
      </Title>
      <StackedTable
        caption="ui.alerts.over"
        columns={['ui.alerts.column.what', 'ui.alerts.column.since', 'ui.alerts.column.until']}
      >
        {incidents.map(({ id, kind, text, since, endedAt }) => (
          <Table.Tr key={id}>
            <Table.Th scope="row">
              <Badge variant="light" color="gray" tt="none" mb={4}>
                <FormattedMessage id={`ui.alerts.kind.${kind}`} />
              </Badge>
              <Text size="sm">{text}</Text>
            </Table.Th>
            <Table.Td data-label={intl.formatMessage({ id: 'ui.alerts.column.since' })}>
              <When iso={since} />
            </Table.Td>
            <Table.Td data-label={intl.formatMessage({ id: 'ui.alerts.column.until' })}>
              {endedAt && <When iso={endedAt} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </StackedTable>
    </section>
  );
}
