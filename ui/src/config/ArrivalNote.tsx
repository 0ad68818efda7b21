import { Alert, List, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconMailCheck } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import type { Arrival, TestResult } from './relays';

const SOON = 2_000;

/** What came of the copy that a test sends to the platform's own receiver: who it seemed to be from, and what proves it. */
export function ArrivalNote({ relayId, first }: { relayId: string; first: Arrival }) {
  const intl = useIntl();
  const asked = useQuery({
    queryKey: ['relay-test', relayId, first],
    queryFn: () => api.get<TestResult>(`/v1/relays/${relayId}/test`),
    enabled: first.state === 'waiting',
    refetchInterval: ({ state }) => (state.data && state.data.arrival?.state !== 'waiting' ? false : SOON),
  });
  const arrival = asked.data?.arrival ?? first;
  const { verdict } = arrival;
  const waiting = arrival.state === 'waiting';
  const good = verdict.code.startsWith('proven');
  return (
    <Alert
      variant="light"
      color={waiting ? 'gray' : good ? 'green' : 'yellow'}
      role="note"
      icon={
        waiting ? (
          <Loader size={18} aria-hidden />
        ) : good ? (
          <IconMailCheck aria-hidden />
        ) : (
          <IconAlertTriangle aria-hidden />
        )
      }
      title={intl.formatMessage({ id: 'ui.config.arrival.title' })}
    >
      <Text size="sm">{verdict.text}</Text>
      <Points title="ui.config.arrival.improve" points={verdict.improve} />
      <Points title="ui.config.arrival.unproven" points={verdict.unproven} />
    </Alert>
  );
}

function Points({ title, points }: { title: string; points: { code: string; text: string }[] }) {
  if (points.length === 0) return null;
  return (
    <>
      <Text size="sm" fw={600} mt="xs">
        <FormattedMessage id={title} />
      </Text>
      <List size="sm" spacing={4}>
        {points.map(({ code, text }) => (
          <List.Item key={code}>{text}</List.Item>
        ))}
      </List>
    </>
  );
}
