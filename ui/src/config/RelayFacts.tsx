import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { When } from '../shell/When';
import type { Health } from './configuration';
import classes from './config.module.css';
import type { Relay } from './relays';

/** The mail service in use: where, as whom, and how it went last. */
export function RelayFacts({ relay, health }: { relay: Relay; health?: Health['state'] | undefined }) {
  return (
    <dl className={classes.facts}>
      {health && (
        <Fact label="ui.config.health">
          <FormattedMessage id={`ui.config.health.${health}`} />
        </Fact>
      )}
      <Fact label="ui.config.custom.server">
        {relay.server}:{relay.port} · <FormattedMessage id={`ui.config.encryption.${relay.encryption}`} />
      </Fact>
      {relay.username && <Fact label="ui.config.custom.username">{relay.username}</Fact>}
      {relay.lastSuccessAt && (
        <Fact label="ui.config.custom.lastSuccess">
          <When iso={relay.lastSuccessAt} relative />
        </Fact>
      )}
      {relay.lastFailureAt && (
        <Fact label="ui.config.custom.lastFailure">
          <When iso={relay.lastFailureAt} relative />
          {relay.lastFailureCause && <> · {relay.lastFailureCause}</>}
        </Fact>
      )}
    </dl>
  );
}

/** One line of facts: what it is, and its value. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        <FormattedMessage id={label} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
