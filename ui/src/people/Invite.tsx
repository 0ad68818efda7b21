import { Button, Group, Modal, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { LANGUAGES } from '../shell/languages';
import { useNotice } from '../shell/notice';
import type { Account, Role } from './accounts';

/** Invites a person: they get a link with which they set their password. */
export function Invite({ roles, close }: { roles: Role[]; close: () => void }) {
  const intl = useIntl();
  const client = useQueryClient();
  const notice = useNotice();
  const say = (id: string) => intl.formatMessage({ id });
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>(roles.at(-1)!);
  const [locale, setLocale] = useState(intl.locale);
  const invite = useMutation({
    mutationFn: () => api.post<Account>('/v1/accounts', { email: email.trim(), role, locale }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['accounts'] });
      notice.done('ui.people.invite.done', { email: email.trim() });
      close();
    },
  });
  return (
    <Modal
      opened
      onClose={close}
      title={say(roles.includes('operator') ? 'ui.people.invite.operator' : 'ui.people.invite.title')}
      closeButtonProps={{ 'aria-label': say('ui.shell.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <Stack gap="md">
          <Text size="sm">
            <FormattedMessage id="ui.people.invite.hint" />
          </Text>
          <TextInput
            type="email"
            label={say('ui.people.invite.email')}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={fieldError(invite.error, 'email')}
            autoComplete="off"
            data-autofocus
            required
            withAsterisk={false}
          />
          {roles.length > 1 && (
            <Radio.Group
              label={say('ui.people.column.role')}
              value={role}
              onChange={(value) => setRole(value as Role)}
              error={fieldError(invite.error, 'role')}
            >
              <Stack gap="xs" mt={4}>
                {roles.map((each) => (
                  <Radio
                    key={each}
                    value={each}
                    label={say(`ui.people.role.${each}`)}
                    description={say(`ui.people.role.${each}.hint`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <NativeSelect
            label={say('ui.people.invite.locale')}
            value={locale}
            onChange={(event) => setLocale(event.currentTarget.value)}
            data={LANGUAGES}
          />
          <FormFailure error={invite.error} fields={['email', 'role']} />
          <Group justify="end">
            <Button type="submit" loading={invite.isPending} disabled={email.trim() === ''}>
              <FormattedMessage id="ui.people.invite.send" />
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
