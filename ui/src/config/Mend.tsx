import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconKey, IconRefresh } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import { usePath } from '../shell/paths';
import type { Configuration } from './configuration';
import { useConfigurationAgain } from './useConfiguration';

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
  if (!me.canWrite || !relay?.held || configuration.mode !== 'custom') return null;
  return (
    <Group mt="md" gap="sm">
      <Button
        component={Link}
        to={path('settings/integrations/email/custom?password')}
        leftSection={<IconKey size={18} aria-hidden />}
      >
        <FormattedMessage id="ui.config.mend.password" />
      </Button>
      <Button
        variant="default"
        leftSection={<IconRefresh size={18} aria-hidden />}
        loading={resume.isPending}
        onClick={() => resume.mutate(relay.id)}
      >
        <FormattedMessage id="ui.config.mend.resume" />
      </Button>
    </Group>
  );
}
