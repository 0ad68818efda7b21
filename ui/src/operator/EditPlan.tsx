import { Button, Checkbox, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { useNotice } from '../shell/notice';
import type { Mode, Plan } from './tenants';

const NEW: Plan = { name: '', modes: ['default'], messagesPerDay: 1000, logRetentionDays: 30 };
const MODES: Mode[] = ['default', 'branded', 'custom'];
const FIELDS = ['name', 'modes', 'messagesPerDay', 'logRetentionDays'] as const;

/** Makes a plan, or changes one; its name is how the API knows it and stays. */
export function EditPlan({ plan, close }: { plan: Plan | null; close: () => void }) {
  const intl = useIntl();
  const say = (id: string) => intl.formatMessage({ id });
  const [values, setValues] = useState(plan ?? NEW);
  const change = (part: Partial<Plan>) => setValues((before) => ({ ...before, ...part }));
  const save = useSave(close);
  return (
    <Modal
      opened
      onClose={close}
      title={
        plan
          ? intl.formatMessage({ id: 'ui.operator.plans.edit.title' }, { name: plan.name })
          : say('ui.operator.plans.create.title')
      }
      closeButtonProps={{ 'aria-label': say('ui.shell.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ ...values, name: values.name.trim() });
        }}
      >
        <Stack gap="md">
          {!plan && (
            <TextInput
              label={say('ui.operator.plans.name')}
              description={say('ui.operator.plans.name.hint')}
              value={values.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              error={fieldError(save.error, 'name')}
              data-autofocus
              required
              withAsterisk={false}
            />
          )}
          <Checkbox.Group
            label={say('ui.operator.plans.modes')}
            description={say('ui.operator.plans.modes.hint')}
            value={values.modes}
            onChange={(modes) => change({ modes: MODES.filter((mode) => mode === 'default' || modes.includes(mode)) })}
            error={fieldError(save.error, 'modes')}
          >
            <Stack gap="xs" mt="xs">
              {MODES.map((mode) => (
                <Checkbox
                  key={mode}
                  value={mode}
                  disabled={mode === 'default'}
                  label={say(`ui.log.decision.mode.${mode}`)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <NumberInput
            label={say('ui.operator.plans.messagesPerDay')}
            description={say('ui.operator.plans.messagesPerDay.hint')}
            value={values.messagesPerDay}
            onChange={(value) => change({ messagesPerDay: Number(value) })}
            error={fieldError(save.error, 'messagesPerDay')}
            min={0}
            allowDecimal={false}
            thousandSeparator=" "
          />
          <NumberInput
            label={say('ui.operator.plans.retention')}
            value={values.logRetentionDays}
            onChange={(value) => change({ logRetentionDays: Number(value) })}
            error={fieldError(save.error, 'logRetentionDays')}
            min={1}
            max={3650}
            allowDecimal={false}
          />
          {plan && (
            <Text size="sm" c="dimmed">
              <FormattedMessage id="ui.operator.plans.hint" />
            </Text>
          )}
          <FormFailure error={save.error} fields={FIELDS} />
          <Group justify="end">
            <Button type="submit" loading={save.isPending} disabled={values.name.trim() === ''}>
              <FormattedMessage id="ui.operator.plans.save" />
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useSave(close: () => void) {
  const client = useQueryClient();
  const notice = useNotice();
  return useMutation({
    mutationFn: ({ name, ...rest }: Plan) => api.put<Plan>(`/v1/plans/${encodeURIComponent(name)}`, { name, ...rest }),
    onSuccess: async (plan) => {
      await client.invalidateQueries({ queryKey: ['plans'] });
      void client.invalidateQueries({ queryKey: ['tenants'] });
      notice.done('ui.operator.plans.saved', { name: plan.name });
      close();
    },
  });
}
