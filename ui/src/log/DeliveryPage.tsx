import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowLeft, IconMailOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link, useLocation, useParams } from 'react-router';
import { api } from '../api/client';
import { ApiProblem } from '../api/problem';
import { Failure } from '../shell/Failure';
import { Nothing } from '../shell/Nothing';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import { When } from '../shell/When';
import { Attempts } from './Attempts';
import { DecisionFacts } from './DecisionFacts';
import type { DeliveryDetail } from './deliveries';
import { DeliveryActions } from './DeliveryActions';
import { Fact, Facts } from './Facts';
import { NextStep } from './NextStep';
import { SentContent } from './SentContent';
import { StateBadge } from './StateBadge';

const POLL_MILLIS = 2_500;

/** One delivery: what was sent, why it went this way, every attempt, and what happens next. */
export function DeliveryPage() {
  const { id } = useParams();
  const location = useLocation();
  const delivery = useQuery({
    queryKey: ['delivery', id],
    queryFn: () => api.get<DeliveryDetail>(`/v1/deliveries/${encodeURIComponent(id!)}`),
    refetchInterval: ({ state }) => (state.data && ['queued', 'held'].includes(state.data.state) ? POLL_MILLIS : false),
  });
  const search = (location.state as { search?: string } | null)?.search ?? '';
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={{ pathname: '..', search }} relative="path" w="fit-content">
        <Group gap={6} component="span">
          <IconArrowLeft size={18} aria-hidden />
          <FormattedMessage id="ui.log.detail.back" />
        </Group>
      </Anchor>
      {delivery.isPending && <RowsLoading />}
      {delivery.isError && <Missing error={delivery.error} retry={() => void delivery.refetch()} />}
      {delivery.isSuccess && <Detail delivery={delivery.data} />}
    </Stack>
  );
}

function Missing({ error, retry }: { error: Error; retry: () => void }) {
  if (error instanceof ApiProblem && error.status === 404) {
    return <Nothing icon={IconMailOff} title="ui.log.detail.missing.title" text="ui.log.detail.missing.text" />;
  }
  return <Failure error={error} retry={retry} />;
}

function Detail({ delivery }: { delivery: DeliveryDetail }) {
  return (
    <>
      <Stack gap="sm">
        <PageTitle text={delivery.subject || <FormattedMessage id="ui.log.noSubject" />} />
        <Group gap="sm">
          <StateBadge state={delivery.state} size="lg" />
          <Text c="dimmed">
            <FormattedMessage id={`ui.log.kind.${delivery.kind}`} />
          </Text>
        </Group>
        <Facts>
          <Fact label="ui.log.detail.to">{delivery.recipient}</Fact>
          <Fact label="ui.log.detail.from">{delivery.message.sender}</Fact>
          <Fact label="ui.log.detail.created">
            <When iso={delivery.createdAt} full />
          </Fact>
        </Facts>
        <DeliveryActions delivery={delivery} />
      </Stack>
      <NextStep delivery={delivery} />
      <Section title="ui.log.attempt.title">
        <Attempts attempts={delivery.attempts} detoured={(delivery.decision?.detours.length ?? 0) > 0} />
      </Section>
      <Section title="ui.log.decision.title">
        <DecisionFacts delivery={delivery} />
      </Section>
      <Section title="ui.log.content.title">
        <SentContent id={delivery.id} />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="lg" component="section" aria-label={undefined}>
      <Title order={2} size="h4" mb="md">
        <FormattedMessage id={title} />
      </Title>
      {children}
    </Paper>
  );
}
