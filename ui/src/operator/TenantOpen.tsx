import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconExternalLink, IconLink } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { CopyField } from '../shell/CopyField';
import { FormFailure } from '../shell/FormFailure';
import { useActFor } from '../shell/actFor';
import { When } from '../shell/When';
import { Section } from '../shell/Section';
import type { Tenant } from './tenants';

/** The tenant's own pages: opened as the operator, or by a link for somebody without an account. */
export function TenantOpen({ tenant }: { tenant: Tenant }) {
  const actFor = useActFor();
  const link = useMutation({
    mutationFn: () =>
      api.post<{ url: string; expiresAt: string }>(`/v1/tenants/${encodeURIComponent(tenant.id)}/sessions`),
  });
  return (
    <Section title="ui.operator.tenant.open.title" hint="ui.operator.tenant.open.hint">
      <Group>
        <Button leftSection={<IconExternalLink size={18} aria-hidden />} onClick={() => actFor(tenant)}>
          <FormattedMessage id="ui.operator.tenant.open" />
        </Button>
        <Button
          variant="default"
          leftSection={<IconLink size={18} aria-hidden />}
          loading={link.isPending}
          onClick={() => link.mutate()}
        >
          <FormattedMessage id="ui.operator.tenant.link" />
        </Button>
      </Group>
      {link.isSuccess ? (
        <>
          <CopyField label="ui.operator.tenant.link.label" value={link.data.url} />
          <Text size="sm" c="dimmed" component="output">
            <FormattedMessage
              id="ui.operator.tenant.link.expires"
              values={{ time: <When iso={link.data.expiresAt} full /> }}
            />
          </Text>
        </>
      ) : (
        <Text size="sm" c="dimmed">
          <FormattedMessage id="ui.operator.tenant.link.hint" />
        </Text>
      )}
      <FormFailure error={link.error} />
    </Section>
  );
}
