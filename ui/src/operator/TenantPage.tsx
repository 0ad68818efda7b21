import { Alert, Anchor, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowLeft, IconMoodEmpty } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link, useParams } from 'react-router';
import { api } from '../api/client';
import { ApiProblem } from '../api/problem';
import { CauseNote } from '../log/CauseNote';
import { Fact, Facts } from '../log/Facts';
import { Failure } from '../shell/Failure';
import { Nothing } from '../shell/Nothing';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import { When } from '../shell/When';
import { HealthBadge } from './HealthBadge';
import { TenantDelete } from './TenantDelete';
import { TenantDetails } from './TenantDetails';
import { TenantOpen } from './TenantOpen';
import { TenantPlan } from './TenantPlan';
import { TenantPlatformMail } from './TenantPlatformMail';
import type { Tenant } from './tenants';

/** One tenant as the operator sees it: its health, plan and details. */
export function TenantPage() {
  const { id } = useParams();
  const tenant = useQuery({
    queryKey: ['tenant', id],
    queryFn: () => api.get<Tenant>(`/v1/tenants/${encodeURIComponent(id!)}`),
  });
  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/operator/tenants" w="fit-content">
        <Group gap={6} component="span">
          <IconArrowLeft size={18} aria-hidden />
          <FormattedMessage id="ui.operator.tenant.back" />
        </Group>
      </Anchor>
      {tenant.isPending && <RowsLoading />}
      {tenant.isError &&
        (tenant.error instanceof ApiProblem && tenant.error.status === 404 ? (
          <Nothing
            icon={IconMoodEmpty}
            title="ui.operator.tenant.missing.title"
            text="ui.operator.tenant.missing.text"
          />
        ) : (
          <Failure error={tenant.error} retry={() => void tenant.refetch()} />
        ))}
      {tenant.isSuccess && <Detail key={tenant.data.id} tenant={tenant.data} />}
    </Stack>
  );
}

function Detail({ tenant }: { tenant: Tenant }) {
  return (
    <>
      <PageTitle text={tenant.name} />
      <Group gap="sm">
        <HealthBadge state={tenant.health.state} />
        {tenant.health.since && (
          <Text c="dimmed">
            <FormattedMessage
              id="ui.operator.tenant.health.since"
              values={{ time: <When iso={tenant.health.since} full /> }}
            />
          </Text>
        )}
      </Group>
      {tenant.health.cause && tenant.health.cause.code !== 'stopped.by_operator' ? (
        <CauseNote cause={tenant.health.cause} />
      ) : (
        tenant.health.state !== 'sending' &&
        tenant.health.text && (
          <Alert color="orange" variant="light" role="note">
            {tenant.health.text}
          </Alert>
        )
      )}
      <Facts>
        <Fact label="ui.operator.tenant.id">{tenant.id}</Fact>
        <Fact label="ui.operator.tenants.column.mode">
          <FormattedMessage id={`ui.log.decision.mode.${tenant.effectiveMode}`} />
          {tenant.effectiveMode !== tenant.mode && (
            <>
              {' '}
              <Text span c="dimmed">
                (
                <FormattedMessage
                  id="ui.operator.tenants.effective"
                  values={{ mode: <FormattedMessage id={`ui.log.decision.mode.${tenant.mode}`} /> }}
                />
                )
              </Text>
            </>
          )}
        </Fact>
        <Fact label="ui.operator.tenant.created">
          <When iso={tenant.createdAt} full />
        </Fact>
      </Facts>
      <TenantOpen tenant={tenant} />
      <TenantPlan tenant={tenant} />
      <TenantDetails tenant={tenant} />
      <TenantPlatformMail tenant={tenant} />
      <TenantDelete tenant={tenant} />
    </>
  );
}
