import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { CopyField } from '../shell/CopyField';
import { FormFailure } from '../shell/FormFailure';
import type { NewKey } from './keys';

/** Makes a key and shows it: once. */
export function CreateKey({ close }: { close: () => void }) {
  const intl = useIntl();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => api.post<NewKey>('/v1/keys', { name: name.trim() }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['keys'] }),
  });
  const made = create.data;
  return (
    <Modal
      opened
      onClose={close}
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      withCloseButton={!made}
      closeButtonProps={{ 'aria-label': intl.formatMessage({ id: 'ui.shell.close' }) }}
      title={intl.formatMessage({ id: made ? 'ui.keys.created.title' : 'ui.keys.create.title' })}
    >
      {made ? (
        <Stack gap="md">
          <Text>
            <FormattedMessage id="ui.keys.created.text" />
          </Text>
          <CopyField label="ui.keys.created.label" value={made.key} />
          <Group justify="end">
            <Button onClick={close}>
              <FormattedMessage id="ui.keys.created.close" />
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <Stack gap="md">
            <TextInput
              label={intl.formatMessage({ id: 'ui.keys.create.name' })}
              description={intl.formatMessage({ id: 'ui.keys.create.name.hint' })}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={fieldError(create.error, 'name')}
              maxLength={100}
              data-autofocus
              required
              withAsterisk={false}
            />
            <FormFailure error={create.error} fields={['name']} />
            <Group justify="end">
              <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
                <FormattedMessage id="ui.keys.create.submit" />
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
