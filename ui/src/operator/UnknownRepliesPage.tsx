import { Badge, Code, CopyButton, Button, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCheck, IconCopy, IconMessageQuestion } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { Failure } from '../shell/Failure';
import { Nothing } from '../shell/Nothing';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import { StackedTable } from '../shell/StackedTable';
import { When } from '../shell/When';

/** A server's reply that no known cause fits, without names and addresses. */
interface UnknownReply {
  provider: string;
  phase: string;
  code: number;
  text: string;
  cause: string;
  times: number;
  firstSeenAt: string;
  lastSeenAt: string;
}

/** What mail services said that the catalogue of causes does not know yet. */
export function UnknownRepliesPage() {
  const replies = useQuery({
    queryKey: ['unknown-replies'],
    queryFn: () => api.get<{ items: UnknownReply[] }>('/v1/platform/unknown-replies'),
  });
  return (
    <Stack gap="lg">
      <PageTitle title="ui.operator.unknown.title" intro="ui.operator.unknown.intro" />
      {replies.isPending && <RowsLoading rows={3} />}
      {replies.isError && <Failure error={replies.error} retry={() => void replies.refetch()} />}
      {replies.isSuccess && replies.data.items.length === 0 && (
        <Nothing
          icon={IconMessageQuestion}
          title="ui.operator.unknown.empty.title"
          text="ui.operator.unknown.empty.text"
        />
      )}
      {replies.isSuccess && replies.data.items.length > 0 && (
        <StackedTable
          caption="ui.operator.unknown.title"
          columns={[
            'ui.operator.unknown.column.reply',
            'ui.operator.unknown.column.from',
            'ui.operator.unknown.column.taken',
            'ui.operator.unknown.column.times',
            'ui.operator.unknown.column.last',
            'ui.operator.unknown.column.actions',
          ]}
        >
          {replies.data.items.map((reply) => (
            <Row key={JSON.stringify([reply.provider, reply.phase, reply.code, reply.text])} reply={reply} />
          ))}
        </StackedTable>
      )}
    </Stack>
  );
}

function Row({ reply }: { reply: UnknownReply }) {
  const intl = useIntl();
  const label = (column: string) => intl.formatMessage({ id: `ui.operator.unknown.column.${column}` });
  const { provider, phase, code, text, cause, times, lastSeenAt } = reply;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{`${code} ${text}`}</Code>
      </Table.Th>
      <Table.Td data-label={label('from')}>
        {provider}{' '}
        <Badge variant="light" color="gray" tt="none">
          {phase}
        </Badge>
      </Table.Td>
      <Table.Td data-label={label('taken')}>
        <Text size="sm">{cause}</Text>
      </Table.Td>
      <Table.Td data-label={label('times')}>{intl.formatNumber(times)}</Table.Td>
      <Table.Td data-label={label('last')}>
        <When iso={lastSeenAt} />
      </Table.Td>
      <Table.Td>
        <CopyButton value={JSON.stringify({ provider, phase, code, text }, null, 2)} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            >
              <span aria-live="polite">
                <FormattedMessage id={copied ? 'ui.shell.copied' : 'ui.operator.unknown.copy'} />
              </span>
            </Button>
          )}
        </CopyButton>
      </Table.Td>
    </Table.Tr>
  );
}
