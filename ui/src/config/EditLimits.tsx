import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import { SET, SET_BY_OPERATOR, type Limits } from './limits';
import type { Relay } from './relays';

/** Lowers the limits of one's own mail service; for operators, says what the account takes. */
export function EditLimits({ relay }: { relay: Relay }) {
  const [open, setOpen] = useState(false);
  const operator = useMe().kind === 'operator';
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        <FormattedMessage id={operator ? 'ui.limits.set' : 'ui.limits.lower'} />
      </Button>
      {open && <Form relay={relay} operator={operator} close={() => setOpen(false)} />}
    </>
  );
}

function Form({ relay, operator, close }: { relay: Relay; operator: boolean; close: () => void }) {
  const intl = useIntl();
  const say = (id: string) => intl.formatMessage({ id });
  const { own, published, ceiling } = relay.limits;
  const [limits, setLimits] = useState<Limits>(operator ? relay.limits.operator : own);
  const most = operator ? published : ceiling;
  const fields = operator ? SET_BY_OPERATOR : SET;
  const inBody = (name: string) => (operator ? name : `limits.${name}`);
  const save = useSave(relay.id, operator, close);
  return (
    <Modal
      opened
      onClose={close}
      title={say(operator ? 'ui.limits.set.title' : 'ui.limits.lower.title')}
      closeButtonProps={{ 'aria-label': say('ui.shell.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(limits);
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            <FormattedMessage id={operator ? 'ui.limits.set.intro' : 'ui.limits.lower.intro'} />
          </Text>
          {fields.map((name, index) => (
            <NumberInput
              key={name}
              label={say(`ui.limits.field.${name}`)}
              description={
                most[name] &&
                intl.formatMessage(
                  { id: operator ? 'ui.limits.field.published' : 'ui.limits.field.most' },
                  { count: most[name] },
                )
              }
              value={limits[name] ?? ''}
              onChange={(value) => setLimits((before) => ({ ...before, [name]: value === '' ? null : Number(value) }))}
              error={fieldError(save.error, inBody(name))}
              allowDecimal={false}
              allowNegative={false}
              thousandSeparator=" "
              data-autofocus={index === 0 || undefined}
            />
          ))}
          <FormFailure error={save.error} fields={fields.map(inBody)} />
          <Group justify="end">
            <Button type="submit" loading={save.isPending}>
              <FormattedMessage id="ui.limits.save" />
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useSave(id: string, operator: boolean, close: () => void) {
  const client = useQueryClient();
  const notice = useNotice();
  return useMutation({
    mutationFn: (limits: Limits) =>
      operator ? api.put<Relay>(`/v1/relays/${id}/limits`, limits) : api.patch<Relay>(`/v1/relays/${id}`, { limits }),
    onSuccess: async () => {
      await client.invalidateQueries();
      notice.done('ui.limits.saved');
      close();
    },
  });
}
