import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { Confirm } from '../shell/Confirm';
import { Failure } from '../shell/Failure';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import { RowsLoading } from '../shell/RowsLoading';
import { AddWebhook } from './AddWebhook';
import { useWebhooks, type Webhook } from './alerts';
import { WebhookTable } from './WebhookTable';

/** Addresses that are called when something begins to go wrong, and when it is over. */
export function Webhooks() {
  const me = useMe();
  const webhooks = useWebhooks();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Webhook | null>(null);
  const { remove, test } = useWebhookActions(() => setLeaving(null));
  if (webhooks.isPending) return <RowsLoading rows={1} />;
  if (webhooks.isError) return <Failure error={webhooks.error} retry={() => void webhooks.refetch()} />;
  const { items } = webhooks.data;
  return (
    <Stack gap="md">
      {items.length === 0 && (
        <Text size="sm">
          <FormattedMessage id="ui.alerts.webhooks.empty" />
        </Text>
      )}
      {items.length > 0 && (
        <WebhookTable
          webhooks={items}
          {...(me.canWrite && { test: (webhook: Webhook) => test.mutate(webhook), remove: setLeaving })}
        />
      )}
      {me.canWrite && (
        <Group>
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            <FormattedMessage id="ui.alerts.webhooks.add" />
          </Button>
        </Group>
      )}
      {adding && <AddWebhook close={() => setAdding(false)} />}
      <Confirm
        opened={leaving !== null}
        close={() => setLeaving(null)}
        title="ui.alerts.webhooks.remove.title"
        text="ui.alerts.webhooks.remove.text"
        values={{ url: leaving?.url ?? '' }}
        action="ui.alerts.webhooks.remove"
        danger
        busy={remove.isPending}
        confirm={() => leaving && remove.mutate(leaving)}
      />
    </Stack>
  );
}

function useWebhookActions(closed: () => void) {
  const client = useQueryClient();
  const notice = useNotice();
  const again = () => client.invalidateQueries({ queryKey: ['webhooks'] });
  const remove = useMutation({
    mutationFn: ({ id }: Webhook) => api.delete(`/v1/webhooks/${id}`),
    onSuccess: async () => {
      await again();
      notice.done('ui.alerts.webhooks.removed');
    },
    onError: notice.failed,
    onSettled: closed,
  });
  const test = useMutation({
    mutationFn: ({ id }: Webhook) => api.post(`/v1/webhooks/${id}/test`),
    onSuccess: async () => {
      await again();
      notice.done('ui.alerts.webhooks.tested');
    },
    onError: notice.failed,
  });
  return { remove, test };
}
