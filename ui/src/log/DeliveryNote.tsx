import { Text } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import { When } from '../shell/When';
import { isComing, type Delivery } from './deliveries';

/** Under a delivery's subject: what is wrong in words, and when it is tried again. Nothing when nothing is wrong. */
export function DeliveryNote({ row }: { row: Delivery }) {
  const retries = row.state === 'queued' && row.attempts > 0 && isComing(row.nextAttemptAt);
  if (!row.cause && !retries && !row.detour) return null;
  return (
    <Text size="sm" c="dimmed" lineClamp={2} component="div">
      {row.detour && <FormattedMessage id="ui.log.detour.row" values={{ way: row.detour }} />} {row.cause?.text}{' '}
      {retries && <FormattedMessage id="ui.log.nextAt" values={{ time: <When iso={row.nextAttemptAt!} relative /> }} />}
    </Text>
  );
}
