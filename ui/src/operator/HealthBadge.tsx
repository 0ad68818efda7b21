import { Badge } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconPlayerPause } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import type { HealthState } from './tenants';

const LOOK = {
  sending: { color: 'green', icon: IconCircleCheck },
  warning: { color: 'orange', icon: IconAlertTriangle },
  waiting: { color: 'red', icon: IconPlayerPause },
  off: { color: 'red', icon: IconCircleX },
} as const;

/** How a tenant's mail fares, in a word and an icon. */
export function HealthBadge({ state, onColor = false }: { state: HealthState; onColor?: boolean }) {
  const { color, icon: Icon } = LOOK[state];
  return (
    <Badge
      variant={onColor ? 'default' : 'light'}
      color={color}
      tt="none"
      fw={600}
      miw="max-content"
      leftSection={<Icon size={14} aria-hidden />}
    >
      <FormattedMessage id={`ui.operator.health.${state}`} />
    </Badge>
  );
}
