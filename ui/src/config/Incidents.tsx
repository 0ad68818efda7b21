import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useMe } from '../shell/me';
import { usePath } from '../shell/paths';
import type { Incident } from './configuration';

/** What somebody should know of and the page does not tell anyway, each with the one button that mends it. */
export function Incidents({ incidents }: { incidents: Incident[] }) {
  const intl = useIntl();
  const me = useMe();
  const path = usePath();
  // A held mail service is the page's own status.
  const shown = incidents.filter(({ kind }) => kind !== 'relay.held');
  if (shown.length === 0) return null;
  return (
    <Stack gap="md">
      {shown.map(({ id, title, text, cause, steps, button, link, since }) => (
        <Alert key={id} variant="light" color="yellow" role="note" icon={<IconBell aria-hidden />} title={title}>
          <Text size="sm">{text}</Text>
          {cause && <Text size="sm">{cause.text}</Text>}
          {steps.length > 0 && (
            <List type="ordered" size="sm" mt="xs" spacing={4}>
              {steps.map((step) => (
                <List.Item key={step}>{step}</List.Item>
              ))}
            </List>
          )}
          <Text size="sm" c="dimmed" mt="xs">
            {intl.formatDate(since, { dateStyle: 'medium', timeStyle: 'short' })}
          </Text>
          {me.canWrite && !link.endsWith('/settings/integrations/email') && (
            <Button component={Link} to={path(new URL(link).pathname.slice(1))} size="xs" mt="sm">
              {button}
            </Button>
          )}
        </Alert>
      ))}
    </Stack>
  );
}
