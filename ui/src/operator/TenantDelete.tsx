import { Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import { FormFailure } from '../shell/FormFailure';
import { useNotice } from '../shell/notice';
import { Section } from '../shell/Section';
import type { Tenant } from './tenants';

/** Deletes a tenant with everything of it, after its id was typed. */
export function TenantDelete({ tenant }: { tenant: Tenant }) {
  const intl = useIntl();
  const client = useQueryClient();
  const notice = useNotice();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => api.delete(`/v1/tenants/${encodeURIComponent(tenant.id)}`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['tenants'] });
      notice.done('ui.operator.tenant.delete.done', { name: tenant.name });
      void navigate('/operator/tenants');
    },
  });
  return (
    <Section title="ui.operator.tenant.delete.title" hint="ui.operator.tenant.delete.hint">
      <Group>
        <Button color="red" variant="outline" onClick={() => setAsked(true)}>
          <FormattedMessage id="ui.operator.tenant.delete" />
        </Button>
      </Group>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={intl.formatMessage({ id: 'ui.operator.tenant.delete.confirm' }, { name: tenant.name })}
        closeButtonProps={{ 'aria-label': intl.formatMessage({ id: 'ui.shell.close' }) }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (typed === tenant.id) remove.mutate();
          }}
        >
          <Stack gap="md">
            <Text>
              <FormattedMessage id="ui.operator.tenant.delete.hint" />{' '}
              <FormattedMessage id="ui.operator.tenant.delete.text" />
            </Text>
            <TextInput
              label={<FormattedMessage id="ui.operator.tenant.delete.type" values={{ id: <Code>{tenant.id}</Code> }} />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
            />
            <FormFailure error={remove.error} />
            <Group justify="end">
              <Button type="submit" color="red" disabled={typed !== tenant.id} loading={remove.isPending}>
                <FormattedMessage id="ui.operator.tenant.delete" />
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Section>
  );
}
