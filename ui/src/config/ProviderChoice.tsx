import { Group, Radio, Text } from '@mantine/core';
import { FormattedMessage, useIntl } from 'react-intl';
import classes from './config.module.css';
import type { Provider } from './relays';
import type { RelayEditing } from './useRelayEditor';

/** The catalogue: whose service the mail shall leave by. */
export function ProviderChoice({ providers, editing }: { providers: Provider[]; editing: RelayEditing }) {
  const intl = useIntl();
  return (
    <Radio.Group
      aria-label={intl.formatMessage({ id: 'ui.config.custom.provider' })}
      value={editing.values.provider}
      onChange={(id) => editing.choose(providers.find((provider) => provider.id === id)!)}
    >
      <div className={classes.providers}>
        {providers.map((provider) => (
          <Radio.Card key={provider.id} value={provider.id} className={classes.provider}>
            <Group wrap="nowrap" gap="sm">
              <Radio.Indicator />
              <span>
                <Text span fw={600} display="block">
                  {provider.name}
                </Text>
                <Text span size="sm" c="dimmed">
                  {provider.server ?? <FormattedMessage id="ui.config.custom.provider.any" />}
                </Text>
              </span>
            </Group>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
