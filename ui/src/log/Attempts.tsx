import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconClock, IconHelpCircle, type Icon } from '@tabler/icons-react';
import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import { Verbatim } from '../message/Verbatim';
import { When } from '../shell/When';
import type { Attempt } from './deliveries';
import { CauseNote } from './CauseNote';
import classes from './log.module.css';
import { Steps } from './Steps';

const LOOK: Record<Attempt['outcome'], { color: string; icon: Icon }> = {
  accepted: { color: 'green', icon: IconCircleCheck },
  deferred: { color: 'orange', icon: IconClock },
  refused: { color: 'red', icon: IconCircleX },
  uncertain: { color: 'yellow', icon: IconHelpCircle },
};

/** Every attempt to hand a message over, the latest first. */
export function Attempts({ attempts, detoured = false }: { attempts: Attempt[]; detoured?: boolean }) {
  if (attempts.length === 0) {
    return (
      <Text c="dimmed">
        <FormattedMessage id="ui.log.attempt.none" />
      </Text>
    );
  }
  return (
    <Stack gap="xl" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {attempts.toReversed().map((attempt) => (
        <li key={attempt.number}>
          <OneAttempt attempt={attempt} detoured={detoured} />
        </li>
      ))}
    </Stack>
  );
}

function OneAttempt({ attempt, detoured }: { attempt: Attempt; detoured: boolean }) {
  const intl = useIntl();
  const { color, icon: Icon } = LOOK[attempt.outcome];
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Title order={3} size="h5">
          <FormattedMessage id="ui.log.attempt.number" values={{ number: attempt.number }} />
        </Title>
        <Badge variant="light" color={color} tt="none" leftSection={<Icon size={14} aria-hidden />}>
          <FormattedMessage id={`ui.log.attempt.outcome.${attempt.outcome}`} />
        </Badge>
        <Text size="sm" c="dimmed">
          <When iso={attempt.startedAt} full />
          {' · '}
          <FormattedMessage id="ui.log.attempt.took" values={{ duration: <Took millis={attempt.millis} /> }} />
          {detoured && <Over relay={attempt.relay} />}
        </Text>
      </Group>
      {attempt.outcome === 'uncertain' && (
        <Text size="sm">
          <FormattedMessage id="ui.log.attempt.outcome.uncertain.hint" />
        </Text>
      )}
      {attempt.cause && <CauseNote cause={attempt.cause} />}
      {attempt.reply && (
        <div>
          <Text size="sm" fw={600}>
            <FormattedMessage id="ui.log.attempt.reply" />
          </Text>
          <code style={{ overflowWrap: 'anywhere' }}>{attempt.reply}</code>
        </div>
      )}
      {attempt.steps.length > 0 && <Steps steps={attempt.steps} />}
      {attempt.conversation.length > 0 && (
        <details>
          <summary className={classes.summary}>
            <FormattedMessage id="ui.log.attempt.conversation" />
          </summary>
          <Text size="sm" c="dimmed" mt={4}>
            <FormattedMessage id="ui.log.attempt.conversation.hint" />
          </Text>
          <Verbatim label={intl.formatMessage({ id: 'ui.log.attempt.conversation' })} code>
            {attempt.conversation.join('\n')}
          </Verbatim>
        </details>
      )}
      {attempt.next !== 'done' && (
        <Text size="sm" c="dimmed">
          <FormattedMessage
            id={`ui.log.attempt.next.${attempt.next}`}
            values={{ time: attempt.nextAt ? <When iso={attempt.nextAt} full /> : '' }}
          />
        </Text>
      )}
    </Stack>
  );
}

/** Which mail service an attempt was made with, where there is more than one. */
function Over({ relay }: { relay: Attempt['relay'] }) {
  const platform = relay.owner === 'platform' || !relay.server;
  return (
    <>
      {' · '}
      <FormattedMessage
        id={platform ? 'ui.log.attempt.over.platform' : 'ui.log.attempt.over'}
        values={{ server: relay.server }}
      />
    </>
  );
}

function Took({ millis }: { millis: number }) {
  return millis < 1000 ? (
    <FormattedNumber value={millis} style="unit" unit="millisecond" unitDisplay="short" />
  ) : (
    <FormattedNumber value={millis / 1000} style="unit" unit="second" unitDisplay="short" maximumFractionDigits={1} />
  );
}
