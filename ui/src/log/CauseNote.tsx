import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import type { Cause } from '../api/types';
import { Cure } from '../shell/Cure';
import { useMe } from '../shell/me';

/** A cause in words: what went wrong, who can mend it, and how. */
export function CauseNote({ cause }: { cause: Cause }) {
  const reader = useMe().kind === 'operator' ? 'operator' : 'tenant';
  const mine = cause.actor === reader;
  const Icon = mine ? IconAlertTriangle : IconInfoCircle;
  return (
    <Alert color={mine ? 'orange' : 'blue'} variant="light" role="note" icon={<Icon aria-hidden />} title={cause.text}>
      <Text size="sm">
        <FormattedMessage id={mine ? 'ui.log.actor.you' : `ui.log.actor.${cause.actor}`} />
      </Text>
      {cause.steps.length > 0 && (
        <>
          <Text size="sm" fw={600} mt="xs">
            <FormattedMessage id="ui.log.cause.steps" />
          </Text>
          <Cure steps={cause.steps} />
        </>
      )}
    </Alert>
  );
}
