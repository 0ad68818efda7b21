import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useId } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useMe } from '../shell/me';
import { usePath } from '../shell/paths';
import type { Configuration } from './configuration';
import classes from './config.module.css';
import { chosen, CLASSES, type Detours } from './detours';

/** In a few words what mail does while the mail service takes none, with the way to change it. */
export function DetourSummary({ configuration, detours }: { configuration: Configuration; detours: Detours }) {
  const me = useMe();
  const path = usePath();
  const id = useId();
  const missing = chosen(detours).has('second') && !configuration.otherWays.second;
  return (
    <section className={classes.setup} aria-labelledby={id}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Title order={4} size="h4" id={id}>
          <FormattedMessage id="ui.detour.title" />
        </Title>
        {me.canWrite && (
          <Button component={Link} to={path('settings/integrations/email/other-ways')} variant="default" size="xs">
            <FormattedMessage id="ui.detour.change" />
          </Button>
        )}
      </Group>
      <Stack gap={4} mt="xs">
        <Words detours={detours} />
        {missing && (
          <Alert color="yellow" variant="light" role="note" icon={<IconInfoCircle aria-hidden />}>
            <FormattedMessage id="ui.detour.gone" />
          </Alert>
        )}
      </Stack>
    </section>
  );
}

function Words({ detours: { overflow, fallback } }: { detours: Detours }) {
  const intl = useIntl();
  const others = (['second', 'platform'] as const).map((way) => ({
    way,
    classes: intl.formatList(
      CLASSES.filter((each) => fallback[each] === way).map((each) =>
        intl.formatMessage({ id: `ui.detour.class.${each}` }).toLowerCase(),
      ),
    ),
  }));
  const some = others.filter(({ classes }) => classes !== '');
  if (overflow === 'wait' && some.length === 0) {
    return (
      <Text size="sm">
        <FormattedMessage id="ui.detour.none" />
      </Text>
    );
  }
  return (
    <>
      {overflow !== 'wait' && (
        <Text size="sm">
          <FormattedMessage id="ui.detour.some.overflow" values={{ way: overflow }} />
        </Text>
      )}
      {some.map((values) => (
        <Text size="sm" key={values.way}>
          <FormattedMessage id="ui.detour.some.fallback" values={values} />
        </Text>
      ))}
    </>
  );
}
