import { Anchor, Table, Text } from '@mantine/core';
import { FormattedDate, FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { StackedTable } from '../shell/StackedTable';
import { HealthBadge } from './HealthBadge';
import type { Tenant } from './tenants';

/** Tenants with their plan, mode and health; on a phone each is a card. */
export function TenantTable({ tenants }: { tenants: Tenant[] }) {
  return (
    <StackedTable
      caption="ui.operator.tenants.list"
      columns={[
        'ui.operator.tenants.column.name',
        'ui.operator.tenants.column.health',
        'ui.operator.tenants.column.plan',
        'ui.operator.tenants.column.mode',
        'ui.operator.tenants.column.contact',
      ]}
    >
      {tenants.map((tenant) => (
        <Row key={tenant.id} tenant={tenant} />
      ))}
    </StackedTable>
  );
}

function Row({ tenant }: { tenant: Tenant }) {
  const intl = useIntl();
  const say = (id: string) => intl.formatMessage({ id });
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component={Link} to={`/operator/tenants/${encodeURIComponent(tenant.id)}`} fw={600} size="sm">
          {tenant.name}
        </Anchor>
        <Text size="sm" c="dimmed" fw={400}>
          {tenant.id}
        </Text>
      </Table.Th>
      <Table.Td data-label={say('ui.operator.tenants.column.health')}>
        <HealthBadge state={tenant.health.state} />
      </Table.Td>
      <Table.Td data-label={say('ui.operator.tenants.column.plan')}>
        {tenant.plan}
        {tenant.nextPlan && (
          <Text size="sm" c="dimmed">
            <FormattedMessage
              id="ui.operator.tenants.nextPlan"
              values={{
                plan: tenant.nextPlan.plan,
                date: <FormattedDate value={tenant.nextPlan.from} dateStyle="medium" />,
              }}
            />
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={say('ui.operator.tenants.column.mode')}>
        <FormattedMessage id={`ui.log.decision.mode.${tenant.effectiveMode}`} />
        {tenant.effectiveMode !== tenant.mode && (
          <Text size="sm" c="dimmed">
            <FormattedMessage
              id="ui.operator.tenants.effective"
              values={{ mode: say(`ui.log.decision.mode.${tenant.mode}`) }}
            />
          </Text>
        )}
      </Table.Td>
      <Table.Td
        data-label={say('ui.operator.tenants.column.contact')}
        style={{ overflowWrap: 'anywhere', minWidth: '12rem' }}
      >
        {tenant.contact ?? '–'}
      </Table.Td>
    </Table.Tr>
  );
}
