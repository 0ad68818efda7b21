import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { CopyField } from '../shell/CopyField';
import { FormFailure } from '../shell/FormFailure';
import type { NewWebhook } from './alerts';

/** Makes a webhook and shows its secret: once. */
export function AddWebhook({ close }: { close: () => void }) {
  const intl = useIntl();
  const client = useQueryClient();
  const [url, setUrl] = useState('');
  const add = useMutation({
    mutationFn: () => api.post<NewWebhook>('/v1/webhooks', { url: url.trim() }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const made = add.data;
  return (
    <Modal
      opened
      onClose={close}
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      withCloseButton={!made}
      closeButtonProps={{ 'aria-label': intl.formatMessage({ id: 'ui.shell.close' }) }}
      title={intl.formatMessage({ id: made ? 'ui.alerts.webhooks.added.title' : 'ui.alerts.webhooks.add' })}
    >
      {made ? (
        <Stack gap="md">
          <Text>
            <FormattedMessage id="ui.alerts.webhooks.added.text" />
          </Text>
          <CopyField label="ui.alerts.webhooks.added.secret" value={made.secret} />
          <Group justify="end">
            <Button onClick={close}>
              <FormattedMessage id="ui.alerts.webhooks.added.close" />
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <Stack gap="md">
            <TextInput
              type="url"
              label={intl.formatMessage({ id: 'ui.alerts.webhooks.url' })}
              description={intl.formatMessage({ id: 'ui.alerts.webhooks.url.hint' })}
              placeholder="https://"
              value={url}
              onChange={(event) => setUrl(event.currentTarget.value)}
              error={fieldError(add.error, 'url')}
              data-autofocus
              required
              withAsterisk={false}
            />
            <FormFailure error={add.error} fields={['url']} />
            <Group justify="end">
              <Button type="submit" loading={add.isPending} disabled={url.trim() === ''}>
                <FormattedMessage id="ui.alerts.webhooks.submit" />
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
