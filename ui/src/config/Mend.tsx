import { Button, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconKey, IconRefresh } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useMe, type Me } from '../shell/me';
import { useNotice } from '../shell/notice';
import { usePath } from '../shell/paths';
import type { Configuration } from './configuration';
import { passwordMends, ReplacePassword } from './ReplacePassword';
import { stopped } from './StopSending';
import { useConfigurationAgain } from './useConfiguration';

/** Whether what stopped the mail is at the tenant's own mail service and this person may mend it. */
export function mendsHere(me: Me, { relay, mode }: Configuration): boolean {
  const code = relay?.held?.cause.code;
  const mayBe = code !== 'stopped.by_operator' || me.kind === 'operator';
  return me.canWrite && code !== undefined && mayBe && mode === 'custom';
}

/** The one button that mends what stopped the mail, where the tenant can mend it. */
export function Mend({ configuration }: { configuration: Configuration }) {
  const me = useMe();
  const path = usePath();
  const notice = useNotice();
  const again = useConfigurationAgain();
  const relay = configuration.relay;
  const resume = useMutation({
    mutationFn: (id: string) => api.post(`/v1/relays/${id}/resume`),
    onSuccess: async () => {
      await again();
      notice.done('ui.config.resumed');
    },
    onError: notice.failed,
  });
  if (!mendsHere(me, configuration) || !relay) return null;
  const resumed = (
    <Button
      variant="default"
      leftSection={<IconRefresh size={18} aria-hidden />}
      loading={resume.isPending}
      onClick={() => resume.mutate(relay.id)}
    >
      <FormattedMessage id={stopped(relay) ? 'ui.config.mend.start' : 'ui.config.mend.resume'} />
    </Button>
  );
  if (stopped(relay)) return <Group mt="md">{resumed}</Group>;
  if (passwordMends(relay)) {
    return (
      <Stack gap="md" mt="md">
        <ReplacePassword relay={relay} done={() => notice.done('ui.config.password.done')} />
        <Group>{resumed}</Group>
      </Stack>
    );
  }
  return (
    <Group mt="md" gap="sm">
      <Button
        component={Link}
        to={path('settings/integrations/email/custom?password')}
        leftSection={<IconKey size={18} aria-hidden />}
      >
        <FormattedMessage id="ui.config.mend.password" />
      </Button>
      {resumed}
    </Group>
  );
}
