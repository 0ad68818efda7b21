import { Paper, Progress, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClockPause, IconMailOff } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Cure } from '../shell/Cure';
import { useMe } from '../shell/me';
import { When } from '../shell/When';
import type { Cause } from '../api/types';
import type { Configuration, HealthState, PlanFacts } from './configuration';
import { Mend, mendsHere } from './Mend';
import classes from './config.module.css';
import { passwordMends } from './ReplacePassword';

const LOOK = {
  sending: { color: 'green', icon: IconCircleCheck },
  warning: { color: 'yellow', icon: IconAlertTriangle },
  waiting: { color: 'orange', icon: IconClockPause },
  off: { color: 'red', icon: IconMailOff },
} as const satisfies Record<HealthState, unknown>;

/** The first thing one reads: does mail go out, as whom, since when, and if not, why and what to do. */
export function Status({ configuration }: { configuration: Configuration }) {
  const { health, sender, plan } = configuration;
  const { color, icon: Icon } = LOOK[health.state];
  const mended = mendsHere(useMe(), configuration) && passwordMends(configuration.relay);
  return (
    <Paper withBorder component="section" aria-labelledby="status" className={classes.status} data-state={health.state}>
      <div className={classes.statusMain}>
        <ThemeIcon size={44} radius="xl" variant="light" color={color} className={classes.statusIcon}>
          <Icon size={26} stroke={1.8} aria-hidden />
        </ThemeIcon>
        <div className={classes.statusText}>
          <div role="status">
            <Title order={2} id="status">
              <FormattedMessage
                id={
                  health.state === 'waiting' && health.cause && health.cause.actor !== 'tenant'
                    ? 'ui.config.state.waiting.others'
                    : `ui.config.state.${health.state}`
                }
              />
            </Title>
            {health.text && <Text mt={4}>{health.text}</Text>}
          </div>
          {sender && (
            <Text mt={4} style={{ overflowWrap: 'anywhere' }}>
              <FormattedMessage id="ui.config.status.sender" values={{ sender: <b>{sender.text}</b> }} />
            </Text>
          )}
          {health.cause && !mended && <Why cause={health.cause} headline={health.text} />}
          <Moments configuration={configuration} />
          <Mend configuration={configuration} />
        </div>
      </div>
      <Usage plan={plan} />
    </Paper>
  );
}

function Why({ cause, headline }: { cause: Cause; headline: string }) {
  return (
    <div className={classes.why}>
      {cause.text !== headline && <Text fw={600}>{cause.text}</Text>}
      <Text size="sm">
        <FormattedMessage id={`ui.config.actor.${cause.actor}`} />
      </Text>
      <Cure steps={cause.steps} />
    </div>
  );
}

function Moments({ configuration: { health } }: { configuration: Configuration }) {
  const { since, lastSuccessAt, lastFailureAt } = health;
  if (!since && !lastSuccessAt && !lastFailureAt) return null;
  return (
    <Text size="sm" c="dimmed" mt="xs" className={classes.moments} component="div">
      {since && <FormattedMessage id="ui.config.status.since" values={{ time: <When iso={since} /> }} tagName="span" />}
      {lastSuccessAt && (
        <FormattedMessage
          id="ui.config.lastSuccess"
          values={{ time: <When iso={lastSuccessAt} relative /> }}
          tagName="span"
        />
      )}
      {lastFailureAt && (
        <FormattedMessage
          id="ui.config.lastFailure"
          values={{ time: <When iso={lastFailureAt} relative /> }}
          tagName="span"
        />
      )}
    </Text>
  );
}

function Usage({ plan }: { plan: PlanFacts }) {
  const used = plan.usedToday ?? 0;
  const limit = plan.messagesPerDay;
  return (
    <div className={classes.usage}>
      <Text size="sm" fw={600}>
        <FormattedMessage id="ui.config.plan" values={{ plan: plan.name }} />
      </Text>
      {limit ? (
        <>
          <Progress
            value={Math.min(100, (100 * used) / limit)}
            my={8}
            color={used >= limit ? 'red' : undefined}
            aria-hidden
          />
          <Text size="sm" c="dimmed">
            <FormattedMessage id="ui.config.plan.used" values={{ used, limit }} />
          </Text>
        </>
      ) : (
        <Text size="sm" c="dimmed" mt={4}>
          <FormattedMessage id="ui.config.plan.unlimited" values={{ used }} />
        </Text>
      )}
      {plan.next && (
        <Text size="sm" fw={600} my={6}>
          <FormattedMessage
            id={plan.next.losesMode ? 'ui.config.plan.next.loses' : 'ui.config.plan.next'}
            values={{ plan: plan.next.plan, from: <When iso={plan.next.from} /> }}
          />
        </Text>
      )}
      {plan.logRetentionDays && (
        <Text size="sm" c="dimmed">
          <FormattedMessage id="ui.config.plan.retention" values={{ days: plan.logRetentionDays }} />
        </Text>
      )}
    </div>
  );
}
