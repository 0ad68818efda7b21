import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { MessageContent } from '../message/content';
import { MessageTabs } from '../message/MessageTabs';
import { Failure } from '../shell/Failure';
import { RowsLoading } from '../shell/RowsLoading';

/** The message of a delivery, exactly as it was sent. */
export function SentContent({ id }: { id: string }) {
  const content = useQuery({
    queryKey: ['delivery', id, 'message'],
    queryFn: () => api.get<MessageContent>(`/v1/deliveries/${encodeURIComponent(id)}/message`),
    staleTime: Infinity,
  });
  if (content.isPending) return <RowsLoading rows={4} />;
  if (content.isError) {
    return content.error instanceof ApiProblem && content.error.status === 404 ? (
      <Text c="dimmed">
        <FormattedMessage id="ui.log.content.gone" />
      </Text>
    ) : (
      <Failure error={content.error} retry={() => void content.refetch()} />
    );
  }
  return <MessageTabs content={content.data} />;
}
