import { Alert, Button, Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormattedDate, FormattedMessage, useIntl } from 'react-intl';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { RowsLoading } from '../shell/RowsLoading';
import { Section } from '../shell/Section';
import type { Tenant } from './tenants';
import { HERE } from './timeZones';
import { usePlans } from './usePlans';
import { useTenantChange } from './useTenantChange';

/** The tenant's plan: changed at once, or from a date on. */
export function TenantPlan({ tenant }: { tenant: Tenant }) {
  const keep = useTenantChange(tenant.id, 'ui.operator.tenant.plan.kept');
  return (
    <Section title="ui.operator.tenant.plan.title">
      <Group gap="md">
        <Text>
          <FormattedMessage id="ui.operator.tenant.plan.now" values={{ plan: <b>{tenant.plan}</b> }} />
        </Text>
        {tenant.nextPlan && (
          <>
            <Text>
              <FormattedMessage
                id="ui.operator.tenant.plan.next"
                values={{
                  plan: <b>{tenant.nextPlan.plan}</b>,
                  date: <FormattedDate value={tenant.nextPlan.from} dateStyle="long" timeStyle="short" />,
                }}
              />
            </Text>
            <Button
              size="xs"
              variant="default"
              loading={keep.isPending}
              onClick={() => keep.mutate({ plan: tenant.plan })}
            >
              <FormattedMessage id="ui.operator.tenant.plan.keep" />
            </Button>
          </>
        )}
      </Group>
      <PlanForm tenant={tenant} />
    </Section>
  );
}

function PlanForm({ tenant }: { tenant: Tenant }) {
  const intl = useIntl();
  const say = (id: string) => intl.formatMessage({ id });
  const plans = usePlans();
  const others = plans.data?.filter((plan) => plan.name !== tenant.plan) ?? [];
  const [chosen, setChosen] = useState('');
  const [later, setLater] = useState(false);
  const [from, setFrom] = useState('');
  const [missing, setMissing] = useState<string>();
  const change = useTenantChange(tenant.id, later ? 'ui.operator.tenant.plan.planned' : 'ui.operator.tenant.plan.done');
  const plan = others.find((each) => each.name === chosen) ?? others[0];
  if (plans.isPending) return <RowsLoading rows={2} />;
  if (!plan) return null;
  const submit = () => {
    const problem = later ? problemWith(from) : undefined;
    setMissing(problem);
    if (!problem) change.mutate({ plan: plan.name, planFrom: later ? new Date(from).toISOString() : undefined });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md" maw="32rem">
        <NativeSelect
          label={say('ui.operator.tenant.plan.new')}
          value={plan.name}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={others.map((each) => each.name)}
          error={fieldError(change.error, 'plan')}
        />
        <Radio.Group
          label={say('ui.operator.tenant.plan.when')}
          value={later ? 'later' : 'now'}
          onChange={(value) => setLater(value === 'later')}
        >
          <Group mt={4}>
            <Radio value="now" label={say('ui.operator.tenant.plan.when.now')} />
            <Radio value="later" label={say('ui.operator.tenant.plan.when.later')} />
          </Group>
        </Radio.Group>
        {later && (
          <TextInput
            type="datetime-local"
            label={say('ui.operator.tenant.plan.from')}
            description={intl.formatMessage({ id: 'ui.operator.tenant.plan.from.hint' }, { zone: HERE })}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            error={missing ? say(missing) : fieldError(change.error, 'planFrom')}
          />
        )}
        {!plan.modes.includes(tenant.mode) && (
          <Alert color="orange" variant="light" role="note">
            <FormattedMessage
              id="ui.operator.tenant.plan.loses"
              values={{ plan: plan.name, mode: say(`ui.log.decision.mode.${tenant.mode}`) }}
            />
          </Alert>
        )}
        <FormFailure error={change.error} fields={['plan', 'planFrom']} />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            <FormattedMessage id="ui.operator.tenant.plan.submit" />
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function problemWith(from: string): string | undefined {
  if (!from) return 'ui.operator.tenant.plan.from.required';
  return new Date(from).getTime() > Date.now() ? undefined : 'ui.operator.tenant.plan.from.past';
}
