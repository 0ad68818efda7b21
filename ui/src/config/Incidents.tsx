import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import { Cure } from '../shell/Cure';
import { useMe } from '../shell/me';
import { usePath } from '../shell/paths';
import type { Incident } from './configuration';

interface Props {
  incidents: Incident[];
  /** Also those that the configuration's own status tells of. */
  all?: boolean;
}

/** What somebody should know of, each with the one button that mends it. */
export function Incidents({ incidents, all = false }: Props) {
  const intl = useIntl();
  const me = useMe();
  const path = usePath();
  // A held mail service is the configuration's own status.
  const shown = incidents.filter(({ kind }) => all || kind !== 'relay.held');
  if (shown.length === 0) return null;
  return (
    <Stack gap="md">
      {shown.map(({ id, title, text, cause, steps, button, link, since }) => (
        <Alert key={id} variant="light" color="yellow" role="note" icon={<IconBell aria-hidden />} title={title}>
          <Text size="sm">{text}</Text>
          {cause && <Text size="sm">{cause.text}</Text>}
          <Cure steps={steps} />
          <Text size="sm" mt="xs">
            {intl.formatDate(since, { dateStyle: 'medium', timeStyle: 'short' })}
          </Text>
          {me.canWrite && (all || !link.endsWith('/settings/integrations/email')) && (
            <Button component={Link} to={path(new URL(link).pathname.slice(1))} size="xs" mt="sm">
              {button}
            </Button>
          )}
        </Alert>
      ))}
    </Stack>
  );
}
