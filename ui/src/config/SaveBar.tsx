import { Button, Group, Paper, Text } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { FormFailure } from '../shell/FormFailure';
import classes from './config.module.css';
import type { RelayEditing } from './useRelayEditor';

/** Save, and beside it why it is or is not active. */
export function SaveBar({ editing }: { editing: RelayEditing }) {
  const { readiness, save, test } = editing;
  return (
    <Paper withBorder className={classes.bar} radius="md">
      <div className={classes.barText}>
        <Text size="sm" id="save-why" role="status">
          <FormattedMessage id={test.isPending ? 'ui.config.save.testing' : `ui.config.save.${readiness}`} />
        </Text>
        <FormFailure error={save.error} />
      </div>
      <Group>
        <Button
          leftSection={<IconDeviceFloppy size={18} aria-hidden />}
          disabled={readiness !== 'passed' || test.isPending}
          aria-describedby="save-why"
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          <FormattedMessage id="ui.config.save" />
        </Button>
      </Group>
    </Paper>
  );
}
