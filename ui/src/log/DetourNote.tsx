import { Alert, Text } from '@mantine/core';
import { IconArrowFork } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { When } from '../shell/When';
import { CauseNote } from './CauseNote';
import type { Detour } from './deliveries';

/** That a message took another way than was decided, why, and as whom. */
export function DetourNote({ detour }: { detour: Detour }) {
  const { at, cause, ...values } = detour;
  return (
    <Alert
      mb="md"
      variant="light"
      color="blue"
      role="note"
      icon={<IconArrowFork aria-hidden />}
      title={<FormattedMessage id="ui.log.detour.title" />}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <FormattedMessage id="ui.log.detour.text" values={{ ...values }} />
      </Text>
      {cause && <CauseNote cause={cause} />}
      <Text size="sm" mt={4}>
        <When iso={at} full />
      </Text>
    </Alert>
  );
}
