import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { Confirm } from '../shell/Confirm';
import { Failure } from '../shell/Failure';
import { useNotice } from '../shell/notice';
import { RowsLoading } from '../shell/RowsLoading';
import { Section } from '../shell/Section';
import { When } from '../shell/When';
import type { Tenant } from './tenants';

interface PlatformMail {
  stoppedSince: string | null;
}

/** Stops one tenant's mail over the platform's mail service, and lets it go again; nobody else's is touched. */
export function TenantPlatformMail({ tenant }: { tenant: Tenant }) {
  const path = `/v1/tenants/${encodeURIComponent(tenant.id)}/platform-mail`;
  const mail = useQuery({ queryKey: ['platform-mail', tenant.id], queryFn: () => api.get<PlatformMail>(path) });
  const { asked, ask, change } = useChange(path);
  return (
    <Section title="ui.operator.tenant.platformMail.title" hint="ui.operator.tenant.platformMail.hint">
      {mail.isPending && <RowsLoading rows={1} />}
      {mail.isError && <Failure error={mail.error} retry={() => void mail.refetch()} />}
      {mail.data?.stoppedSince != null && (
        <>
          <Text>
            <FormattedMessage
              id="ui.operator.tenant.platformMail.stopped"
              values={{ time: <When iso={mail.data.stoppedSince} full /> }}
            />
          </Text>
          <Button
            w="fit-content"
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            loading={change.isPending}
            onClick={() => change.mutate('resume')}
          >
            <FormattedMessage id="ui.operator.tenant.platformMail.resume" />
          </Button>
        </>
      )}
      {mail.data?.stoppedSince === null && (
        <Button
          w="fit-content"
          variant="default"
          leftSection={<IconPlayerPause size={18} aria-hidden />}
          onClick={() => ask(true)}
        >
          <FormattedMessage id="ui.operator.tenant.platformMail.stop" />
        </Button>
      )}
      <Confirm
        opened={asked}
        close={() => ask(false)}
        title="ui.operator.tenant.platformMail.confirm"
        text="ui.operator.tenant.platformMail.text"
        values={{ name: tenant.name }}
        action="ui.operator.tenant.platformMail.stop"
        busy={change.isPending}
        confirm={() => change.mutate('stop')}
      />
    </Section>
  );
}

function useChange(path: string) {
  const notice = useNotice();
  const client = useQueryClient();
  const [asked, ask] = useState(false);
  const change = useMutation({
    mutationFn: (what: 'stop' | 'resume') => api.post<PlatformMail>(`${path}/${what}`),
    onSuccess: async (_, what) => {
      await client.invalidateQueries();
      notice.done(`ui.operator.tenant.platformMail.done.${what}`);
    },
    onError: notice.failed,
    onSettled: () => ask(false),
  });
  return { asked, ask, change };
}
