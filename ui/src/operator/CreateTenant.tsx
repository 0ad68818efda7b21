import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { LANGUAGES } from '../shell/languages';
import { useNotice } from '../shell/notice';
import { TIME_ZONES, HERE } from './timeZones';
import type { Tenant } from './tenants';
import { usePlans } from './usePlans';

const FIELDS = ['id', 'name', 'plan', 'contact', 'locale', 'timeZone'] as const;

/** Adds a tenant; it can send at once by the default mode. */
export function CreateTenant({ close }: { close: () => void }) {
  const intl = useIntl();
  const client = useQueryClient();
  const notice = useNotice();
  const navigate = useNavigate();
  const plans = usePlans();
  const [values, setValues] = useState({
    id: '',
    name: '',
    plan: '',
    contact: '',
    locale: intl.locale,
    timeZone: HERE,
  });
  const plan = values.plan || plans.data?.[0]?.name || '';
  const create = useMutation({
    mutationFn: () =>
      api.post<Tenant>('/v1/tenants', {
        ...values,
        plan,
        id: values.id.trim() || undefined,
        contact: values.contact.trim() || undefined,
      }),
    onSuccess: (tenant) => {
      void client.invalidateQueries({ queryKey: ['tenants'] });
      notice.done('ui.operator.tenant.create.done', { name: tenant.name });
      void navigate(`/operator/tenants/${encodeURIComponent(tenant.id)}`);
    },
  });
  const field = (name: (typeof FIELDS)[number]) => ({
    label: intl.formatMessage({ id: `ui.operator.tenant.${name}` }),
    value: name === 'plan' ? plan : values[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [name]: value }));
    },
    error: fieldError(create.error, name),
  });
  return (
    <Modal
      opened
      onClose={close}
      title={intl.formatMessage({ id: 'ui.operator.tenant.create.title' })}
      closeButtonProps={{ 'aria-label': intl.formatMessage({ id: 'ui.shell.close' }) }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput {...field('name')} required withAsterisk={false} data-autofocus />
          <TextInput {...field('id')} description={intl.formatMessage({ id: 'ui.operator.tenant.id.hint' })} />
          <NativeSelect {...field('plan')} data={plans.data?.map((each) => each.name) ?? []} />
          <TextInput
            {...field('contact')}
            type="email"
            description={intl.formatMessage({ id: 'ui.operator.tenant.contact.hint' })}
          />
          <NativeSelect {...field('locale')} data={LANGUAGES} />
          <NativeSelect {...field('timeZone')} data={TIME_ZONES} />
          <FormFailure error={create.error} fields={FIELDS} />
          <Group justify="end">
            <Button type="submit" loading={create.isPending} disabled={values.name.trim() === '' || plan === ''}>
              <FormattedMessage id="ui.operator.tenant.create.submit" />
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
