import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Confirm } from '../shell/Confirm';
import { useMe } from '../shell/me';
import type { Configuration, ModeFacts } from './configuration';
import { useModeChange } from './useConfiguration';

/** Switches to a way that is ready. */
export function UseThis({ facts, configuration }: { facts: ModeFacts; configuration: Configuration }) {
  const me = useMe();
  const change = useModeChange();
  const [asked, setAsked] = useState(false);
  const { mode } = facts;
  if (!me.canWrite || !facts.entitled || !facts.ready) return null;
  if (configuration.mode === mode || configuration.effectiveMode === mode) return null;
  const order = configuration.modes.map((each) => each.mode);
  const better = order.indexOf(mode) < order.indexOf(configuration.mode);
  return (
    <Group mt="md">
      <Button variant={better ? 'filled' : 'default'} onClick={() => setAsked(true)}>
        <FormattedMessage id={`ui.config.use.${facts.mode}`} />
      </Button>
      <Confirm
        opened={asked}
        close={() => setAsked(false)}
        title={`ui.config.use.${facts.mode}`}
        text="ui.config.use.text"
        values={{ sender: facts.senderText ?? '' }}
        action="ui.config.use.confirm"
        busy={change.isPending}
        confirm={() => change.mutate(facts.mode, { onSettled: () => setAsked(false) })}
      />
    </Group>
  );
}
