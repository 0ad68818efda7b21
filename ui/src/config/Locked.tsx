import { Alert, Anchor, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { useMe } from '../shell/me';
import type { Mode } from '../api/types';
import type { Configuration } from './configuration';

/** A way that the plan does not carry: what it would bring, and where plans are compared. */
export function Locked({ mode, configuration }: { mode: Mode; configuration: Configuration }) {
  const pricing = useMe().pricingUrl ?? configuration.plan.pricingUrl;
  return (
    <Alert variant="light" color="gray" role="note" mt="md" icon={<IconLock aria-hidden />}>
      <Text size="sm">
        <FormattedMessage id={`ui.config.${mode}.gain`} values={{ plan: configuration.plan.name }} />
      </Text>
      {pricing && (
        <Anchor href={pricing} size="sm" fw={600} mt={6} display="inline-block" target="_blank" rel="noreferrer">
          <FormattedMessage id="ui.config.pricing" />
        </Anchor>
      )}
    </Alert>
  );
}
