import { FormattedMessage } from 'react-intl';
import { When } from '../shell/When';
import type { Health } from './configuration';
import classes from './config.module.css';
import { Fact } from './RelayFacts';

/** How the way in use is doing: a word, the last success and the last failure. */
export function CardHealth({ health }: { health: Health }) {
  return (
    <dl className={classes.facts}>
      <Fact label="ui.config.health">
        <FormattedMessage
          id={
            health.state === 'waiting' && health.cause && health.cause.actor !== 'tenant'
              ? 'ui.config.health.waiting.others'
              : `ui.config.health.${health.state}`
          }
        />
      </Fact>
      <Fact label="ui.config.custom.lastSuccess">
        {health.lastSuccessAt ? (
          <When iso={health.lastSuccessAt} relative />
        ) : (
          <FormattedMessage id="ui.config.never" />
        )}
      </Fact>
      <Fact label="ui.config.custom.lastFailure">
        {health.lastFailureAt ? (
          <When iso={health.lastFailureAt} relative />
        ) : (
          <FormattedMessage id="ui.config.never" />
        )}
      </Fact>
    </dl>
  );
}
