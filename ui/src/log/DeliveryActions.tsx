import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconBan, IconPlayerPause, IconPlayerPlay, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import { Confirm } from '../shell/Confirm';
import { useNotice } from '../shell/notice';
import { useMe } from '../shell/me';
import { isHeldBack, type DeliveryDetail } from './deliveries';

type Asked = 'resend' | 'cancel' | null;

/** What a person may do with a delivery in its state. */
export function DeliveryActions({ delivery }: { delivery: DeliveryDetail }) {
  const me = useMe();
  const notice = useNotice();
  const [asked, setAsked] = useState<Asked>(null);
  const { resend, cancel, retry, hold, release } = useChanges(delivery, () => setAsked(null));
  const open = delivery.state === 'queued' || delivery.state === 'held';
  if (!me.canWrite) {
    return (
      <Text size="sm" c="dimmed">
        <FormattedMessage id="ui.log.action.readOnly" />
      </Text>
    );
  }
  const failed = resend.error ?? cancel.error ?? retry.error ?? hold.error ?? release.error;
  return (
    <>
      <Group gap="sm">
        {delivery.state === 'queued' && (
          <Button
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            loading={retry.isPending}
            onClick={() => retry.mutate()}
          >
            <FormattedMessage id="ui.log.action.retry" />
          </Button>
        )}
        {isHeldBack(delivery) && (
          <Button
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            loading={release.isPending}
            onClick={() => release.mutate()}
          >
            <FormattedMessage id="ui.log.action.release" />
          </Button>
        )}
        {open && !isHeldBack(delivery) && (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={18} aria-hidden />}
            loading={hold.isPending}
            onClick={() => hold.mutate()}
          >
            <FormattedMessage id="ui.log.action.hold" />
          </Button>
        )}
        {!open && delivery.kind === 'message' && (
          <Button
            variant={delivery.state === 'failed' ? 'filled' : 'default'}
            leftSection={<IconSend size={18} aria-hidden />}
            onClick={() => setAsked('resend')}
          >
            <FormattedMessage id="ui.log.action.resend" />
          </Button>
        )}
        {open && (
          <Button variant="default" leftSection={<IconBan size={18} aria-hidden />} onClick={() => setAsked('cancel')}>
            <FormattedMessage id="ui.log.action.cancel" />
          </Button>
        )}
      </Group>
      {failed && notice.inline(failed)}
      <Confirm
        opened={asked === 'resend'}
        close={() => setAsked(null)}
        title="ui.log.resend.title"
        text={`ui.log.resend.${risk(delivery)}`}
        values={{ recipient: delivery.recipient }}
        action="ui.log.action.resend"
        busy={resend.isPending}
        confirm={() => resend.mutate()}
      />
      <Confirm
        opened={asked === 'cancel'}
        close={() => setAsked(null)}
        title="ui.log.cancel.title"
        text="ui.log.cancel.text"
        values={{ recipient: delivery.recipient }}
        action="ui.log.action.cancel"
        keep="ui.log.cancel.keep"
        danger
        busy={cancel.isPending}
        confirm={() => cancel.mutate()}
      />
    </>
  );
}

function risk(delivery: DeliveryDetail): 'duplicate' | 'uncertain' | 'plain' {
  if (delivery.state === 'accepted') return 'duplicate';
  return delivery.attempts.some((attempt) => attempt.outcome === 'uncertain') ? 'uncertain' : 'plain';
}

function useChanges(delivery: DeliveryDetail, close: () => void) {
  const client = useQueryClient();
  const notice = useNotice();
  const navigate = useNavigate();
  const changed = () => {
    close();
    void client.invalidateQueries({ queryKey: ['delivery', delivery.id] });
    void client.invalidateQueries({ queryKey: ['deliveries'] });
  };
  const resend = useMutation({
    mutationFn: () =>
      api.post<Resent>(`/v1/submissions/${delivery.submissionId}/resend`, { recipients: [delivery.recipient] }),
    onSuccess: (again) => {
      changed();
      notice.done('ui.log.resend.done');
      const mine = again.deliveries.find((other) => other.recipient === delivery.recipient) ?? again.deliveries[0];
      if (mine) void navigate(`../${mine.id}`, { relative: 'path' });
    },
    onError: close,
  });
  const cancel = useMutation({
    mutationFn: () => api.post(`/v1/deliveries/${delivery.id}/cancel`),
    onSuccess: () => {
      changed();
      notice.done('ui.log.cancel.done');
    },
    onError: close,
  });
  const hold = useStep('hold', delivery, changed);
  const release = useStep('release', delivery, changed);
  const retry = useStep('retry', delivery, changed);
  return { resend, cancel, retry, hold, release };
}

function useStep(step: 'retry' | 'hold' | 'release', delivery: DeliveryDetail, changed: () => void) {
  const notice = useNotice();
  return useMutation({
    mutationFn: () => api.post(`/v1/deliveries/${delivery.id}/${step}`),
    onSuccess: () => {
      changed();
      notice.done(`ui.log.${step}.done`);
    },
  });
}

interface Resent {
  id: string;
  deliveries: { id: string; recipient: string }[];
}
