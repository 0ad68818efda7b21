import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { Confirm } from '../shell/Confirm';
import { useNotice } from '../shell/notice';
import type { Configuration } from './configuration';
import { useConfigurationAgain } from './useConfiguration';

/** Brings back the settings that were live before. */
export function RestoreRelay({ restorable }: { restorable: NonNullable<Configuration['restorable']> }) {
  const notice = useNotice();
  const again = useConfigurationAgain();
  const [asked, setAsked] = useState(false);
  const restore = useMutation({
    mutationFn: () => api.post('/v1/email-configuration/restore'),
    onSuccess: async () => {
      await again();
      notice.done('ui.config.custom.restored');
    },
    onError: notice.failed,
    onSettled: () => setAsked(false),
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        <FormattedMessage id="ui.config.custom.restore" />
      </Button>
      <Confirm
        opened={asked}
        close={() => setAsked(false)}
        title="ui.config.custom.restore"
        text="ui.config.custom.restore.text"
        values={{ server: restorable.server ?? '', sender: restorable.senderText ?? '' }}
        action="ui.config.custom.restore.confirm"
        busy={restore.isPending}
        confirm={() => restore.mutate()}
      />
    </>
  );
}
