import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconLicense, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Failure } from '../shell/Failure';
import { Nothing } from '../shell/Nothing';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import { StackedTable } from '../shell/StackedTable';
import { EditPlan } from './EditPlan';
import type { Plan } from './tenants';
import { usePlans } from './usePlans';

/** The platform's plans: what tenants may do. */
export function PlansPage() {
  const plans = usePlans();
  const [edited, setEdited] = useState<Plan | 'new' | null>(null);
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited('new')}>
      <FormattedMessage id="ui.operator.plans.create" />
    </Button>
  );
  return (
    <Stack gap="lg">
      <PageTitle title="ui.operator.plans.title" intro="ui.operator.plans.intro" action={create} />
      {plans.isPending && <RowsLoading rows={3} />}
      {plans.isError && <Failure error={plans.error} retry={() => void plans.refetch()} />}
      {plans.isSuccess && plans.data.length === 0 && (
        <Nothing icon={IconLicense} title="ui.operator.plans.empty.title" text="ui.operator.plans.empty.text" />
      )}
      {plans.isSuccess && plans.data.length > 0 && <PlanTable plans={plans.data} edit={setEdited} />}
      {edited && <EditPlan plan={edited === 'new' ? null : edited} close={() => setEdited(null)} />}
    </Stack>
  );
}

function PlanTable({ plans, edit }: { plans: Plan[]; edit: (plan: Plan) => void }) {
  const intl = useIntl();
  const say = (id: string) => intl.formatMessage({ id });
  return (
    <StackedTable
      caption="ui.operator.plans.list"
      columns={[
        'ui.operator.plans.name',
        'ui.operator.plans.modes',
        'ui.operator.plans.messagesPerDay',
        'ui.operator.plans.retention',
        'ui.people.column.actions',
      ]}
    >
      {plans.map((plan) => (
        <Table.Tr key={plan.name}>
          <Table.Th scope="row">
            <Text fw={600} size="sm">
              {plan.name}
            </Text>
          </Table.Th>
          <Table.Td data-label={say('ui.operator.plans.modes')}>
            <Group gap={6}>
              {plan.modes.map((mode) => (
                <Badge key={mode} variant="default" tt="none" fw={500}>
                  <FormattedMessage id={`ui.log.decision.mode.${mode}`} />
                </Badge>
              ))}
            </Group>
          </Table.Td>
          <Table.Td data-label={say('ui.operator.plans.messagesPerDay')}>
            {intl.formatNumber(plan.messagesPerDay)}
          </Table.Td>
          <Table.Td data-label={say('ui.operator.plans.retention')}>
            <FormattedMessage id="ui.operator.plans.retention.value" values={{ days: plan.logRetentionDays }} />
          </Table.Td>
          <Table.Td>
            <Button
              size="xs"
              variant="default"
              onClick={() => edit(plan)}
              aria-label={intl.formatMessage({ id: 'ui.operator.plans.edit.label' }, { name: plan.name })}
            >
              <FormattedMessage id="ui.operator.plans.edit" />
            </Button>
          </Table.Td>
        </Table.Tr>
      ))}
    </StackedTable>
  );
}
