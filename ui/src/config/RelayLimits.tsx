import { Alert, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useId } from 'react';
import { FormattedMessage, useIntl, type IntlShape } from 'react-intl';
import { useMe } from '../shell/me';
import { useTimeZone } from '../shell/timeZone';
import classes from './config.module.css';
import { EditLimits } from './EditLimits';
import { waiting, type LimitWindow, type RelayLimits as Facts } from './limits';
import type { Relay } from './relays';

/** How much may go over a mail service, how much has gone, and when there is room again. */
export function RelayLimits({ relay, order = 4 }: { relay: Relay; order?: 3 | 4 }) {
  const me = useMe();
  const id = useId();
  const { limits } = relay;
  return (
    <section className={classes.setup} aria-labelledby={id}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Title order={order} size="h4" id={id}>
          <FormattedMessage id="ui.limits.title" />
        </Title>
        {me.canWrite && <EditLimits relay={relay} />}
      </Group>
      <Stack gap="sm" mt="xs">
        <Waits limits={limits} />
        <Window window={limits.perDay} span="day" />
        {limits.perHour && <Window window={limits.perHour} span="hour" />}
        <Besides limits={limits} />
      </Stack>
    </section>
  );
}

/** What keeps mail back, and until when; it resolves itself. */
function Waits({ limits }: { limits: Facts }) {
  const intl = useIntl();
  const timeZone = useTimeZone();
  const waits = waiting(limits);
  if (!waits) return null;
  return (
    <Alert color="yellow" variant="light" role="status" icon={<IconClockPause aria-hidden />}>
      <FormattedMessage id={`ui.limits.waits.${waits.why}`} values={clock(intl, waits.until, timeZone)} />
    </Alert>
  );
}

function Window({ window, span }: { window: LimitWindow; span: 'day' | 'hour' }) {
  const intl = useIntl();
  const timeZone = useTimeZone();
  const { used, limit, unit } = window;
  if (!limit) {
    return (
      <Text size="sm">
        <FormattedMessage id="ui.limits.unlimited" values={{ used, unit }} />
      </Text>
    );
  }
  const parts = [
    intl.formatMessage({ id: `ui.limits.used.${span}` }, { used, limit, unit }),
    !window.reached &&
      window.resetsAt &&
      intl.formatMessage({ id: 'ui.limits.frees' }, clock(intl, window.resetsAt, timeZone)),
    window.forecastAt && intl.formatMessage({ id: 'ui.limits.forecast' }, clock(intl, window.forecastAt, timeZone)),
  ];
  return (
    <div>
      <Progress value={window.percent ?? 0} color={window.warning ? 'yellow' : undefined} mb={6} aria-hidden />
      <Text size="sm">{parts.filter(Boolean).join(' · ')}</Text>
      {window.learned && (
        <Text size="sm" c="dimmed">
          <FormattedMessage id="ui.limits.learned" />
        </Text>
      )}
    </div>
  );
}

/** What else limits it and needs no bar. */
function Besides({ limits }: { limits: Facts }) {
  const intl = useIntl();
  const say = (id: string, count?: number | null) => count && intl.formatMessage({ id }, { count });
  const parts = [
    say('ui.limits.perMinute', limits.perMinute?.limit),
    say('ui.limits.connections', limits.connections),
    say('ui.limits.recipientsPerMessage', limits.recipientsPerMessage),
    Object.values(limits.own).some(Boolean) && intl.formatMessage({ id: 'ui.limits.own' }),
    Object.values(limits.operator).some(Boolean) && intl.formatMessage({ id: 'ui.limits.operator' }),
  ].filter(Boolean);
  return parts.length === 0 ? null : (
    <Text size="sm" c="dimmed" className={classes.sentence}>
      {parts.join(' · ')}
    </Text>
  );
}

/** A time of the day in the tenant's zone, and whether it is of another day than today. */
function clock(intl: IntlShape, iso: string, timeZone: string) {
  const day = (at: Date) => intl.formatDate(at, { dateStyle: 'short', timeZone });
  const at = new Date(iso);
  return {
    time: intl.formatTime(at, { hour: 'numeric', minute: '2-digit', timeZone }),
    day: day(at) === day(new Date()) ? 'today' : 'tomorrow',
  };
}
