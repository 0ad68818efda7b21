import { Anchor, Text } from '@mantine/core';
import { IconAt } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useMe } from '../shell/me';
import { When } from '../shell/When';
import { AddressForm } from './AddressForm';
import type { Configuration, Identity, ModeFacts } from './configuration';
import classes from './config.module.css';
import { ModeCard } from './ModeCard';
import { PendingAddress } from './PendingAddress';

const GIVES = ['ui.config.branded.gives.name', 'ui.config.branded.gives.replies'];
const COSTS = ['ui.config.branded.costs.verify', 'ui.config.branded.costs.shared'];

/** From the tenant's own address, over the platform's service, once the address is proven. */
export function BrandedCard({ facts, configuration }: { facts: ModeFacts; configuration: Configuration }) {
  const me = useMe();
  const { current, pending } = configuration.identity;
  const custom = configuration.modes.some(({ mode, entitled }) => mode === 'custom' && entitled);
  return (
    <ModeCard facts={facts} configuration={configuration} icon={IconAt} gives={GIVES} costs={COSTS}>
      {(current || pending || me.canWrite) && (
        <div className={classes.setup}>
          {current && <Current identity={current} />}
          {pending ? (
            <PendingAddress identity={pending} replaces={current} />
          ) : (
            me.canWrite && <Start current={current} custom={custom} key={current?.id ?? 'none'} />
          )}
        </div>
      )}
    </ModeCard>
  );
}

function Current({ identity }: { identity: Identity }) {
  return (
    <Text component="div" style={{ overflowWrap: 'anywhere' }}>
      <FormattedMessage id="ui.config.branded.current" values={{ address: <b>{identity.address}</b> }} />
      {identity.verifiedAt && (
        <Text size="sm" c="dimmed">
          <FormattedMessage id="ui.config.branded.verifiedAt" values={{ time: <When iso={identity.verifiedAt} /> }} />
        </Text>
      )}
    </Text>
  );
}

function Start({ current, custom }: { current: Identity | null; custom: boolean }) {
  const [changing, setChanging] = useState(false);
  if (current && !changing) {
    return (
      <Anchor component="button" type="button" size="sm" mt={6} onClick={() => setChanging(true)}>
        <FormattedMessage id="ui.config.branded.change" />
      </Anchor>
    );
  }
  return (
    <AddressForm name={current?.name ?? ''} custom={custom} cancel={current ? () => setChanging(false) : undefined} />
  );
}
