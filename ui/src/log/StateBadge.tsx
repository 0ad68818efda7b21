import { Badge } from '@mantine/core';
import {
  IconBan,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  IconClock,
  IconPlayerPause,
  type Icon,
} from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import type { DeliveryState } from './deliveries';

const LOOK: Record<DeliveryState, { color: string; icon: Icon }> = {
  queued: { color: 'blue', icon: IconClock },
  held: { color: 'orange', icon: IconPlayerPause },
  accepted: { color: 'green', icon: IconCircleCheck },
  failed: { color: 'red', icon: IconCircleX },
  suppressed: { color: 'gray', icon: IconCircleMinus },
  cancelled: { color: 'gray', icon: IconBan },
};

/** The state of a delivery in a word and an icon; the colour only repeats it. */
export function StateBadge({ state, size = 'md' }: { state: DeliveryState; size?: 'md' | 'lg' }) {
  const { color, icon: Icon } = LOOK[state];
  return (
    <Badge
      variant="light"
      color={color}
      size={size}
      tt="none"
      fw={600}
      leftSection={<Icon size={size === 'lg' ? 18 : 14} aria-hidden />}
    >
      <FormattedMessage id={`ui.log.state.${state}`} />
    </Badge>
  );
}
