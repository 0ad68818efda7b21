import { Group, Paper, Stack, Text } from '@mantine/core';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation } from 'react-router';
import { When } from '../shell/When';
import type { Delivery } from './deliveries';
import { DeliveryNote } from './DeliveryNote';
import classes from './log.module.css';
import { StateBadge } from './StateBadge';

/** The mail log on a phone. */
export function DeliveryCards({ rows }: { rows: Delivery[] }) {
  const intl = useIntl();
  const { search } = useLocation();
  return (
    <Stack
      gap="xs"
      component="ul"
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
      aria-label={intl.formatMessage({ id: 'ui.log.list' })}
    >
      {rows.map((row) => (
        <Paper key={row.id} component="li" withBorder p="sm" className={classes.card}>
          <Group justify="space-between" gap="xs" mb={4}>
            <StateBadge state={row.state} />
            <Text size="sm" c="dimmed">
              <When iso={row.createdAt} />
            </Text>
          </Group>
          <Text fw={500} lineClamp={2} component="div">
            <Link to={row.id} state={{ search }} className={classes.open}>
              {row.subject || <FormattedMessage id="ui.log.noSubject" />}
            </Link>
          </Text>
          <Text size="sm" className={classes.clip}>
            {row.recipient}
          </Text>
          <DeliveryNote row={row} />
        </Paper>
      ))}
    </Stack>
  );
}
