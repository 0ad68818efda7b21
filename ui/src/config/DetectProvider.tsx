import { Alert, Anchor, Button, Loader, TextInput } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconHelpCircle, IconSearch, IconSparkles } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { fieldError } from '../api/problem';
import classes from './config.module.css';
import { ANY, completed, type Detected, type Provider } from './providers';
import { elsewhere } from './relayForm';
import { useDetection, type Detection } from './useDetection';
import type { RelayEditing } from './useRelayEditor';

interface Props {
  owner: 'tenant' | 'platform';
  providers: Provider[];
  editing: RelayEditing;
}

/** The address that mail shall come from, and from it the mail service behind it: what is found is filled in and said. */
export function DetectProvider({ owner, providers, editing }: Props) {
  const intl = useIntl();
  const { values, change, clean, stored, test, save } = editing;
  const detection = useDetection(
    (address, found) => editing.found(address, completed(found, providers), providers),
    stored ? '' : values.senderAddress,
  );
  const refused = test.error ?? save.error;
  return (
    <div>
      <TextInput
        type="email"
        label={intl.formatMessage({ id: `ui.config.detect.address.${owner}` })}
        description={intl.formatMessage({ id: `ui.config.detect.address.hint.${owner}` })}
        placeholder={intl.formatMessage({ id: 'ui.config.detect.address.example' })}
        autoComplete="email"
        spellCheck={false}
        value={values.senderAddress}
        onChange={({ currentTarget: { value } }) => {
          change('senderAddress', value);
          detection.typed(value);
        }}
        onBlur={() => {
          clean('senderAddress');
          detection.left();
        }}
        error={
          fieldError(refused, 'sender.address') ??
          fieldError(refused, 'sender') ??
          fieldError(detection.error, 'address')
        }
      />
      <div role="status">
        <Word detection={detection} providers={providers} editing={editing} />
      </div>
    </div>
  );
}

function Word({ detection, providers, editing }: { detection: Detection } & Pick<Props, 'providers' | 'editing'>) {
  const { running, detected, error } = detection;
  if (running) return <Looking cancel={detection.cancel} />;
  if (detected) return <Found found={completed(detected, providers)} providers={providers} editing={editing} />;
  const unavailable = error && !fieldError(error, 'address');
  return (
    <Note icon={unavailable ? <IconHelpCircle aria-hidden /> : <IconSearch aria-hidden />}>
      <FormattedMessage id={`ui.config.detect.${unavailable ? 'unavailable' : 'about'}`} />
    </Note>
  );
}

/** As large from the start as the longest of what may be found, so that nothing below moves under somebody's hand. */
function Note({ icon, color = 'gray', children }: { icon: ReactNode; color?: string; children: ReactNode }) {
  const longest = useIntl().formatMessage({ id: 'ui.config.detect.none' });
  return (
    <Alert variant="light" color={color} role="note" icon={icon} mt={10}>
      <div className={classes.found} data-longest={longest}>
        <div>{children}</div>
      </div>
    </Alert>
  );
}

/** Slower than most: said, so that nobody waits for something that has died. */
const SLOW = 4_000;

function Looking({ cancel }: { cancel: () => void }) {
  const [slow, setSlow] = useState(false);
  const { start, clear } = useTimeout(() => setSlow(true), SLOW);
  useEffect(() => {
    start();
    return clear;
  }, [start, clear]);
  return (
    <Note icon={<Loader size={20} aria-hidden />}>
      <FormattedMessage id={slow ? 'ui.config.detect.slow' : 'ui.config.detect.looking'} />{' '}
      <Anchor component="button" type="button" size="sm" c="inherit" underline="always" onClick={cancel}>
        <FormattedMessage id="ui.config.detect.cancel" />
      </Anchor>
    </Note>
  );
}

function Found({ found, providers, editing }: { found: Detected } & Pick<Props, 'providers' | 'editing'>) {
  const provider = providers.find(({ id }) => id === found.provider && id !== ANY);
  const unknown = !provider && !found.settings;
  const kept = !unknown && elsewhere(editing.values, found);
  return (
    <Note
      color={unknown ? 'yellow' : 'petrol'}
      icon={unknown ? <IconHelpCircle aria-hidden /> : <IconSparkles aria-hidden />}
    >
      {unknown ? (
        <FormattedMessage id="ui.config.detect.none" />
      ) : (
        <>
          {provider ? (
            <FormattedMessage id="ui.config.detect.provider" values={{ provider: <b>{provider.name}</b> }} />
          ) : (
            <FormattedMessage id="ui.config.detect.server" values={{ server: <b>{found.settings?.server}</b> }} />
          )}{' '}
          <FormattedMessage id={`ui.config.detect.how.${found.how}`} />{' '}
          <FormattedMessage id={`ui.config.detect.${kept ? 'kept' : found.settings ? 'filled' : 'panel'}`} />
        </>
      )}
      {kept && (
        <Button size="xs" variant="default" mt="xs" onClick={() => editing.takeFound(found, provider)}>
          <FormattedMessage id="ui.config.detect.take" values={{ server: found.settings?.server }} />
        </Button>
      )}
    </Note>
  );
}
