import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconMailForward } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { api } from '../api/client';
import { FormFailure } from '../shell/FormFailure';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import { When } from '../shell/When';
import type { Identity } from './configuration';
import { useConfigurationAgain } from './useConfiguration';
import { useSecondsUntil } from './useSecondsUntil';

interface Props {
  identity: Identity;
  replaces: Identity | null;
}

/** An address that waits for the press in its mail: where to look, resend after a while, or drop it. */
export function PendingAddress({ identity, replaces }: Props) {
  const intl = useIntl();
  const me = useMe();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, []);
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      variant="light"
      mt={replaces ? 'md' : 0}
      role="group"
      icon={<IconMailForward aria-hidden />}
      title={intl.formatMessage({ id: 'ui.config.branded.pending' }, { address: identity.address })}
    >
      <Text size="sm">
        <FormattedMessage
          id={replaces ? 'ui.config.branded.pending.replaces' : 'ui.config.branded.pending.text'}
          values={{ old: replaces?.address ?? '' }}
        />
      </Text>
      {identity.expiresAt && (
        <Text size="sm" c="dimmed" mt={4}>
          <FormattedMessage id="ui.config.branded.expires" values={{ time: <When iso={identity.expiresAt} /> }} />
        </Text>
      )}
      {me.demo && (
        <Text size="sm" mt={4}>
          <FormattedMessage
            id="ui.config.branded.demo"
            values={{
              inbox: (
                <Link to={`/inbox?mailbox=${encodeURIComponent(identity.address)}`} style={{ color: 'inherit' }}>
                  <FormattedMessage id="ui.shell.nav.inbox" />
                </Link>
              ),
            }}
          />
        </Text>
      )}
      {me.canWrite && <Actions identity={identity} />}
    </Alert>
  );
}

function Actions({ identity }: { identity: Identity }) {
  const notice = useNotice();
  const again = useConfigurationAgain();
  const wait = useSecondsUntil(identity.resendAt);
  const resend = useMutation({
    mutationFn: () => api.post(`/v1/sender-identities/${identity.id}/resend`),
    onSuccess: async () => {
      await again();
      notice.done('ui.config.branded.resent', { address: identity.address });
    },
    onError: () => void again(),
  });
  const drop = useMutation({
    mutationFn: () => api.delete(`/v1/sender-identities/${identity.id}`),
    onSuccess: again,
  });
  return (
    <>
      <Group gap="sm" mt="md">
        <Button
          variant="default"
          loading={resend.isPending}
          disabled={wait > 0}
          aria-describedby={wait > 0 ? 'resend-wait' : undefined}
          onClick={() => resend.mutate()}
        >
          <FormattedMessage id="ui.config.branded.resend" />
        </Button>
        <Button variant="subtle" color="gray" loading={drop.isPending} onClick={() => drop.mutate()}>
          <FormattedMessage id="ui.config.branded.drop" />
        </Button>
        {wait > 0 && (
          <Text size="sm" c="dimmed" id="resend-wait">
            <FormattedMessage id="ui.config.branded.resend.wait" values={{ time: clock(wait) }} />
          </Text>
        )}
      </Group>
      {(resend.error || drop.error) && (
        <div style={{ marginTop: 12 }}>
          <FormFailure error={resend.error ?? drop.error} />
        </div>
      )}
    </>
  );
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
