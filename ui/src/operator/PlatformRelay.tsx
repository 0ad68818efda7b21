import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconRefresh, IconServerOff } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { api } from '../api/client';
import { RelayFacts } from '../config/RelayFacts';
import { RelayLimits } from '../config/RelayLimits';
import type { Relay } from '../config/relays';
import { passwordMends, ReplacePassword } from '../config/ReplacePassword';
import { RetryNow } from '../config/RetryNow';
import { StopSending, stopped } from '../config/StopSending';
import { CauseNote } from '../log/CauseNote';
import { Failure } from '../shell/Failure';
import { Nothing } from '../shell/Nothing';
import { useNotice } from '../shell/notice';
import { RowsLoading } from '../shell/RowsLoading';
import { usePlatformRelay } from './usePlatformRelay';

/** The mail service that every tenant without one of its own sends through. */
export function PlatformRelay({ fixed }: { fixed: boolean }) {
  const relay = usePlatformRelay();
  if (relay.isPending) return <RowsLoading rows={2} />;
  if (relay.isError) return <Failure error={relay.error} retry={() => void relay.refetch()} />;
  const inUse = relay.data?.state === 'active' ? relay.data : null;
  if (!inUse) {
    return (
      <Nothing
        icon={IconServerOff}
        title="ui.operator.platform.relay.missing.title"
        text="ui.operator.platform.relay.missing.text"
      >
        <Edit label="ui.operator.platform.relay.setUp" />
      </Nothing>
    );
  }
  return <InUse relay={inUse} fixed={fixed} />;
}

function InUse({ relay, fixed }: { relay: Relay; fixed: boolean }) {
  const notice = useNotice();
  return (
    <Stack gap="md">
      {relay.held && (
        <>
          <CauseNote cause={relay.held.cause} />
          {!fixed && passwordMends(relay) && (
            <ReplacePassword relay={relay} done={() => notice.done('ui.config.password.done')} />
          )}
          <Resume relay={relay} />
        </>
      )}
      <RelayFacts relay={relay} />
      <RelayLimits relay={relay} order={3} />
      {fixed ? (
        <Alert color="gray" variant="light" role="note">
          <FormattedMessage
            id="ui.operator.platform.byEnvironment"
            values={{ variable: <Code>FROMLINE_PLATFORM_RELAY</Code> }}
          />
        </Alert>
      ) : (
        relay.draft && (
          <Text size="sm" c="dimmed">
            <FormattedMessage id="ui.operator.platform.relay.drafted" />
          </Text>
        )
      )}
      <Group gap="sm">
        {!fixed && <Edit label="ui.operator.platform.relay.change" />}
        <RetryNow relay={relay} />
        <StopSending relay={relay} />
      </Group>
    </Stack>
  );
}

/** Lets the mail that waits leave, after the cause was mended at the provider. */
function Resume({ relay }: { relay: Relay }) {
  const notice = useNotice();
  const client = useQueryClient();
  const resume = useMutation({
    mutationFn: () => api.post(`/v1/relays/${relay.id}/resume`),
    onSuccess: async () => {
      await client.invalidateQueries();
      notice.done('ui.config.resumed');
    },
    onError: notice.failed,
  });
  return (
    <Button
      w="fit-content"
      leftSection={<IconRefresh size={18} aria-hidden />}
      loading={resume.isPending}
      onClick={() => resume.mutate()}
    >
      <FormattedMessage id={stopped(relay) ? 'ui.config.mend.start' : 'ui.config.mend.resume'} />
    </Button>
  );
}

function Edit({ label }: { label: string }) {
  return (
    <Button component={Link} to="/operator/platform/mail-service" variant="default">
      <FormattedMessage id={label} />
    </Button>
  );
}
