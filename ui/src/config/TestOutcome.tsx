import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams } from 'react-router';
import { Cure } from '../shell/Cure';
import { useMe } from '../shell/me';
import { pathOf } from '../shell/paths';
import { ArrivalNote } from './ArrivalNote';
import { ReceiptQuestion } from './ReceiptQuestion';
import type { TestResult } from './relays';

interface Props {
  result: TestResult;
  to: string;
  relayId?: string | undefined;
  /** Whom the message was to be seen from. */
  sender: string;
}

/** The test's result in words: arrived where, or why not, who mends it and how. */
export function TestOutcome({ result, to, relayId, sender }: Props) {
  const intl = useIntl();
  const { cause, arrival } = result;
  if (result.passed) {
    return (
      <Stack gap="md">
        <Alert
          color="green"
          variant="light"
          role="note"
          icon={<IconCircleCheck aria-hidden />}
          title={intl.formatMessage({ id: 'ui.config.test.passed' })}
        >
          <Text size="sm">
            <FormattedMessage id="ui.config.test.passed.text" values={{ to }} />
          </Text>
          <InLog result={result} />
        </Alert>
        {relayId && arrival && <ArrivalNote relayId={relayId} first={arrival} />}
        {relayId && (!arrival || arrival.verdict.code === 'not_taken') && (
          <ReceiptQuestion relayId={relayId} sender={sender} said={result.confirmation} />
        )}
      </Stack>
    );
  }
  return (
    <Alert
      color="red"
      variant="light"
      role="note"
      icon={<IconAlertTriangle aria-hidden />}
      title={cause?.text ?? intl.formatMessage({ id: 'ui.config.test.failed' })}
    >
      {cause && (
        <Text size="sm">
          <FormattedMessage id={`ui.config.actor.${cause.actor === 'nobody' ? 'test.nobody' : cause.actor}`} />
        </Text>
      )}
      {cause && <Cure steps={cause.steps} />}
      <InLog result={result} />
    </Alert>
  );
}

function InLog({ result }: { result: TestResult }) {
  const me = useMe();
  const { tenantId } = useParams();
  if (!result.deliveryId) return null;
  const logs =
    me.kind === 'operator' && !tenantId ? '/operator/mail-logs' : pathOf(tenantId, 'settings/integrations/mail-logs');
  return (
    <Anchor component={Link} to={`${logs}/${result.deliveryId}`} size="sm" mt="xs" display="inline-block">
      <FormattedMessage id="ui.config.test.log" />
    </Anchor>
  );
}
