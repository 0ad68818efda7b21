import { Alert, Anchor } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { When } from '../shell/When';
import { useConfigurationPath } from './useConfigurationPath';
import { isComing, isHeldBack, type DeliveryDetail } from './deliveries';

/** What happens next with a delivery, and when. */
export function NextStep({ delivery }: { delivery: DeliveryDetail }) {
  return (
    <Alert
      variant="light"
      color="gray"
      role="note"
      aria-live="polite"
      icon={<IconArrowRight aria-hidden />}
      title={<FormattedMessage id="ui.log.next.title" />}
    >
      <Words delivery={delivery} />
    </Alert>
  );
}

function Words({ delivery }: { delivery: DeliveryDetail }) {
  const { state, nextAttemptAt, attempts } = delivery;
  const configuration = useConfigurationPath();
  if (state === 'queued') {
    return attempts.length > 0 && isComing(nextAttemptAt) ? (
      <FormattedMessage id="ui.log.next.queued.at" values={{ time: <When iso={nextAttemptAt} relative /> }} />
    ) : (
      <FormattedMessage id="ui.log.next.queued.now" />
    );
  }
  if (isHeldBack(delivery)) return <FormattedMessage id="ui.log.next.heldBack" />;
  if (state === 'held') {
    return (
      <>
        <FormattedMessage id="ui.log.next.held" />{' '}
        <Anchor component={Link} to={configuration} inherit underline="always">
          <FormattedMessage id="ui.log.next.held.action" />
        </Anchor>
      </>
    );
  }
  return <FormattedMessage id={`ui.log.next.${state}`} />;
}
