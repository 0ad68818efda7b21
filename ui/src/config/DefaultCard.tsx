import { Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import type { Configuration, ModeFacts } from './configuration';
import { ModeCard } from './ModeCard';

/** By the platform's own sender: works with nothing set. */
export function DefaultCard({ facts, configuration }: { facts: ModeFacts; configuration: Configuration }) {
  const replyTo = configuration.effectiveMode === 'default' ? configuration.sender?.replyTo : null;
  return (
    <ModeCard
      facts={facts}
      configuration={configuration}
      icon={IconMail}
      gives={['ui.config.default.gives.nothing']}
      costs={['ui.config.default.costs.sender', 'ui.config.default.costs.shared']}
    >
      {replyTo && (
        <Text size="sm" c="dimmed" mt="md" style={{ overflowWrap: 'anywhere' }}>
          <FormattedMessage id="ui.config.default.replyTo" values={{ address: replyTo }} />
        </Text>
      )}
    </ModeCard>
  );
}
