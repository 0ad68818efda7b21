import { Button, Code, Grid, Group, NativeSelect, Stack, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconInbox, IconMailOpened, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api } from '../api/client';
import { Confirm } from '../shell/Confirm';
import { Failure } from '../shell/Failure';
import { useMe } from '../shell/me';
import { Nothing } from '../shell/Nothing';
import { useNotice } from '../shell/notice';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import type { Inbox } from './inbox';
import { InboxList } from './InboxList';
import { InboxMessageView } from './InboxMessageView';

const POLL_MILLIS = 2_000;

/** The mailboxes of the demo's mail server. */
export function LocalInboxPage() {
  const { id } = useParams();
  const me = useMe();
  const phone = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const [params] = useSearchParams();
  const mailbox = params.get('mailbox') ?? '';
  const inbox = useQuery({
    queryKey: ['inbox', mailbox],
    queryFn: () => api.get<Inbox>('/v1/demo/inbox', { mailbox: mailbox || undefined }),
    refetchInterval: POLL_MILLIS,
    placeholderData: (before) => before,
    enabled: me.demo,
  });
  if (!me.demo) {
    return (
      <Nothing
        icon={IconInbox}
        title="ui.inbox.off.title"
        text="ui.inbox.off.text"
        values={{ command: <Code>./fromline demo</Code> }}
      />
    );
  }
  const showList = !phone || !id;
  return (
    <Stack gap="lg">
      {showList ? (
        <Head inbox={inbox.data} mailbox={mailbox} />
      ) : (
        <VisuallyHidden>
          <PageTitle title="ui.inbox.title" />
        </VisuallyHidden>
      )}
      {inbox.isPending && <RowsLoading />}
      {inbox.isError && <Failure error={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.isSuccess && inbox.data.items.length === 0 && !id && (
        <Nothing
          icon={IconInbox}
          title="ui.inbox.empty.title"
          text="ui.inbox.empty.text"
          values={{ address: <Code>me@shop.example</Code> }}
        />
      )}
      {inbox.isSuccess && (inbox.data.items.length > 0 || id) && (
        <Grid gap="lg">
          {showList && (
            <Grid.Col span={{ base: 12, md: 4 }}>
              <InboxList items={inbox.data.items} chosen={id} />
            </Grid.Col>
          )}
          {(!phone || id) && (
            <Grid.Col span={{ base: 12, md: 8 }}>
              {id ? (
                <InboxMessageView key={id} id={id} back={phone} />
              ) : (
                <Nothing icon={IconMailOpened} title="ui.inbox.pick.title" text="ui.inbox.pick.text" />
              )}
            </Grid.Col>
          )}
        </Grid>
      )}
    </Stack>
  );
}

function Head({ inbox, mailbox }: { inbox: Inbox | undefined; mailbox: string }) {
  const intl = useIntl();
  const [, setParams] = useSearchParams();
  const mailboxes = [...new Set([...(inbox?.mailboxes ?? []), ...(mailbox ? [mailbox] : [])])].sort();
  return (
    <>
      <PageTitle title="ui.inbox.title" intro="ui.inbox.intro" />
      <Group justify="space-between" align="end">
        <NativeSelect
          label={intl.formatMessage({ id: 'ui.inbox.mailboxes' })}
          maw="100%"
          value={mailbox}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            setParams(chosen ? { mailbox: chosen } : {}, { replace: true });
          }}
          data={[
            { value: '', label: intl.formatMessage({ id: 'ui.inbox.all' }) },
            ...mailboxes.map((value) => ({ value, label: value })),
          ]}
        />
        {inbox && inbox.mailboxes.length > 0 && <EmptyInbox />}
      </Group>
    </>
  );
}

function EmptyInbox() {
  const client = useQueryClient();
  const notice = useNotice();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const clear = useMutation({
    mutationFn: () => api.delete('/v1/demo/inbox'),
    onSuccess: async () => {
      setAsked(false);
      await client.invalidateQueries({ queryKey: ['inbox'] });
      notice.done('ui.inbox.clear.done');
      void navigate('/inbox');
    },
    onError: (error) => notice.failed(error),
  });
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => setAsked(true)}>
        <FormattedMessage id="ui.inbox.clear" />
      </Button>
      <Confirm
        opened={asked}
        close={() => setAsked(false)}
        title="ui.inbox.clear.title"
        text="ui.inbox.clear.text"
        action="ui.inbox.clear"
        danger
        busy={clear.isPending}
        confirm={() => clear.mutate()}
      />
    </>
  );
}
