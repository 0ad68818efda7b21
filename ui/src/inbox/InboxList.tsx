import { Group, Paper, Stack, Text } from '@mantine/core';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation } from 'react-router';
import { When } from '../shell/When';
import type { InboxMessage } from './inbox';
import classes from './inbox.module.css';

/** The messages of the demo's mailboxes, newest first. */
export function InboxList({ items, chosen }: { items: InboxMessage[]; chosen: string | undefined }) {
  const intl = useIntl();
  const { search } = useLocation();
  return (
    <Stack
      gap="xs"
      component="ul"
      className={classes.list}
      aria-label={intl.formatMessage({ id: 'ui.inbox.messages' })}
    >
      {items.map((item) => (
        <Paper key={item.id} component="li" withBorder p="sm" className={classes.item} data-chosen={item.id === chosen}>
          <Group justify="space-between" wrap="nowrap" gap="xs">
            <Text size="sm" className={classes.clip}>
              {item.mailbox}
            </Text>
            <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              <When iso={item.receivedAt} />
            </Text>
          </Group>
          <Link
            to={{ pathname: `/inbox/${item.id}`, search }}
            className={classes.open}
            aria-current={item.id === chosen ? 'true' : undefined}
          >
            {item.subject || <FormattedMessage id="ui.log.noSubject" />}
          </Link>
          <Text size="sm" c="dimmed" className={classes.clip}>
            {item.from}
          </Text>
        </Paper>
      ))}
    </Stack>
  );
}
