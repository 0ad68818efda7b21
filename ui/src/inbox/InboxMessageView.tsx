import { Anchor, Group, Paper, Space, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowLeft, IconMailOff } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link, useLocation } from 'react-router';
import { api } from '../api/client';
import { ApiProblem } from '../api/problem';
import { Fact, Facts } from '../log/Facts';
import { MessageTabs } from '../message/MessageTabs';
import { Failure } from '../shell/Failure';
import { Nothing } from '../shell/Nothing';
import { RowsLoading } from '../shell/RowsLoading';
import { When } from '../shell/When';
import type { InboxMessageDetail } from './inbox';

/** One message of the demo's mailboxes; its links may be followed, as a recipient would. */
export function InboxMessageView({ id, back }: { id: string; back: boolean }) {
  const { search } = useLocation();
  const message = useQuery({
    queryKey: ['inbox-message', id],
    queryFn: () => api.get<InboxMessageDetail>(`/v1/demo/inbox/${encodeURIComponent(id)}`),
    staleTime: Infinity,
  });
  return (
    <Stack gap="md">
      {back && (
        <Anchor component={Link} to={{ pathname: '/inbox', search }} w="fit-content">
          <Group gap={6} component="span">
            <IconArrowLeft size={18} aria-hidden />
            <FormattedMessage id="ui.inbox.back" />
          </Group>
        </Anchor>
      )}
      {message.isPending && <RowsLoading />}
      {message.isError && <Missing error={message.error} retry={() => void message.refetch()} />}
      {message.isSuccess && <Message message={message.data} />}
    </Stack>
  );
}

function Missing({ error, retry }: { error: Error; retry: () => void }) {
  return error instanceof ApiProblem && error.status === 404 ? (
    <Nothing icon={IconMailOff} title="ui.inbox.gone.title" text="ui.inbox.gone.text" />
  ) : (
    <Failure error={error} retry={retry} />
  );
}

function Message({ message }: { message: InboxMessageDetail }) {
  return (
    <Paper withBorder p="lg" component="article">
      <Title order={2} size="h3" mb="sm" style={{ overflowWrap: 'anywhere' }}>
        {message.subject || <FormattedMessage id="ui.log.noSubject" />}
      </Title>
      <Facts>
        <Fact label="ui.inbox.from">{message.from}</Fact>
        <Fact label="ui.inbox.to">{message.mailbox}</Fact>
        <Fact label="ui.inbox.received">
          <When iso={message.receivedAt} full />
        </Fact>
      </Facts>
      <Space h="md" />
      <MessageTabs content={message} source={message.source} links />
    </Paper>
  );
}
