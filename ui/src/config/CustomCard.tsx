import { Button, Group, Text } from '@mantine/core';
import { IconServer2 } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { useMe } from '../shell/me';
import { usePath } from '../shell/paths';
import type { Configuration, ModeFacts } from './configuration';
import classes from './config.module.css';
import { DetourSummary } from './DetourSummary';
import { DiscardDraft } from './DiscardDraft';
import { ModeCard } from './ModeCard';
import { RelayFacts } from './RelayFacts';
import { RelayLimits } from './RelayLimits';
import { RemoveRelay } from './RemoveRelay';
import { RestoreRelay } from './RestoreRelay';
import { RetryNow } from './RetryNow';
import { StopSending } from './StopSending';

const GIVES = ['ui.config.custom.gives.sender', 'ui.config.custom.gives.score', 'ui.config.custom.gives.control'];
const COSTS = ['ui.config.custom.costs.account', 'ui.config.custom.costs.limits'];

/** Through the tenant's own mail service. */
export function CustomCard({ facts, configuration }: { facts: ModeFacts; configuration: Configuration }) {
  const me = useMe();
  const { relay } = configuration;
  return (
    <ModeCard facts={facts} configuration={configuration} icon={IconServer2} gives={GIVES} costs={COSTS}>
      {relay && (
        <RelayFacts
          relay={relay}
          health={configuration.effectiveMode === 'custom' ? configuration.health.state : undefined}
        />
      )}
      {relay && <RelayLimits relay={relay} />}
      {relay && <DetourSummary configuration={configuration} detours={relay.detours} />}
      {me.canWrite && <Actions configuration={configuration} />}
    </ModeCard>
  );
}

function Actions({ configuration }: { configuration: Configuration }) {
  const path = usePath();
  const { relay, drafts, restorable } = configuration;
  const drafted = relay ? relay.draft != null : drafts.length > 0;
  const editor = path('settings/integrations/email/custom');
  const label = drafted ? 'continue' : relay ? 'edit' : 'start';
  return (
    <div className={classes.setup}>
      {drafted && (
        <Text size="sm" mb="sm">
          <FormattedMessage id={relay ? 'ui.config.custom.drafted.live' : 'ui.config.custom.drafted'} />
        </Text>
      )}
      <Group gap="sm">
        <Button component={Link} to={editor} variant={relay ? 'default' : 'filled'}>
          <FormattedMessage id={`ui.config.custom.${label}`} />
        </Button>
        {relay && (
          <Button component={Link} to={`${editor}?password`} variant="default">
            <FormattedMessage id="ui.config.custom.password" />
          </Button>
        )}
        {!relay && drafts[0] && <DiscardDraft draft={drafts[0]} />}
        {restorable && <RestoreRelay restorable={restorable} />}
        {relay && <RetryNow relay={relay} />}
        {relay && <StopSending relay={relay} />}
        {relay && <RemoveRelay relay={relay} />}
      </Group>
    </div>
  );
}
