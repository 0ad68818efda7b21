import { Alert, Anchor, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { When } from '../shell/When';
import { HealthBadge } from './HealthBadge';
import type { TenantPage } from './tenants';

const SHOWN = 8;

/** Which tenants are in trouble and why, before anything else. */
export function TroubleSummary({ page }: { page: TenantPage }) {
  const items = page.items.filter(({ health }) => health.state !== 'sending');
  const well = items.length === 0;
  // The server looked through its share of tenants and stopped: that all are well is more than it said.
  if (well && page.next !== null) return null;
  const Icon = well ? IconCircleCheck : IconAlertTriangle;
  return (
    <Alert
      role="note"
      aria-live="polite"
      variant="light"
      color={well ? 'green' : 'orange'}
      icon={<Icon aria-hidden />}
      title={<FormattedMessage id="ui.operator.tenants.trouble.count" values={{ count: items.length }} />}
      styles={well ? { title: { marginBottom: 0 } } : {}}
    >
      {!well && (
        <List listStyleType="none" spacing="sm">
          {items.slice(0, SHOWN).map((tenant) => (
            <List.Item key={tenant.id}>
              <Stack gap={2}>
                <Group gap="sm">
                  <Anchor
                    component={Link}
                    to={`/operator/tenants/${encodeURIComponent(tenant.id)}`}
                    fw={600}
                    c="inherit"
                    underline="always"
                  >
                    {tenant.name}
                  </Anchor>
                  <HealthBadge state={tenant.health.state} onColor />
                  {tenant.health.since && (
                    <Text size="sm" c="dimmed">
                      <FormattedMessage
                        id="ui.operator.tenant.health.since"
                        values={{ time: <When iso={tenant.health.since} /> }}
                      />
                    </Text>
                  )}
                </Group>
                <Text size="sm">{tenant.health.cause?.text ?? tenant.health.text}</Text>
              </Stack>
            </List.Item>
          ))}
        </List>
      )}
      {(items.length > SHOWN || page.next !== null) && (
        <Anchor component={Link} to="?trouble=true" c="inherit" underline="always" mt="sm" display="block">
          <FormattedMessage id="ui.operator.tenants.trouble.all" />
        </Anchor>
      )}
    </Alert>
  );
}
