import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { LANGUAGES } from '../shell/languages';
import { Section } from '../shell/Section';
import type { Tenant } from './tenants';
import { TIME_ZONES } from './timeZones';
import { useTenantChange } from './useTenantChange';

const FIELDS = ['name', 'contact', 'locale', 'timeZone'] as const;

/** The tenant's name, contact, language and time zone. */
export function TenantDetails({ tenant }: { tenant: Tenant }) {
  const intl = useIntl();
  const [values, setValues] = useState({
    name: tenant.name,
    contact: tenant.contact ?? '',
    locale: tenant.locale,
    timeZone: tenant.timeZone,
  });
  const change = useTenantChange(tenant.id, 'ui.operator.tenant.saved');
  const field = (name: (typeof FIELDS)[number]) => ({
    label: intl.formatMessage({ id: `ui.operator.tenant.${name}` }),
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [name]: value }));
    },
    error: fieldError(change.error, name),
  });
  return (
    <Section title="ui.operator.tenant.details">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ ...values, name: values.name.trim(), contact: values.contact.trim() || null });
        }}
      >
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput {...field('name')} required withAsterisk={false} />
            <TextInput
              {...field('contact')}
              type="email"
              description={intl.formatMessage({ id: 'ui.operator.tenant.contact.hint' })}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
            />
            <NativeSelect {...field('locale')} data={LANGUAGES} />
            <NativeSelect {...field('timeZone')} data={[...new Set([tenant.timeZone, ...TIME_ZONES])]} />
          </SimpleGrid>
          <FormFailure error={change.error} fields={FIELDS} />
          <Group>
            <Button type="submit" loading={change.isPending} disabled={values.name.trim() === ''}>
              <FormattedMessage id="ui.operator.tenant.save" />
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
