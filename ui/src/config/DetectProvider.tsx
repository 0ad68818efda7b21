import { Alert, Anchor, Button, Group, Loader, Text, TextInput } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconHelpCircle, IconSparkles } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
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
      <div className={classes.found} role="status">
        <Word detection={detection} providers={providers} editing={editing} />
      </div>
    </div>
  );
}

function Word({ detection, providers, editing }: { detection: Detection } & Pick<Props, 'providers' | 'editing'>) {
  const { running, detected, error } = detection;
  if (running) return <Looking cancel={detection.cancel} />;
  if (detected) return <Found found={completed(detected, providers)} providers={providers} editing={editing} />;
  if (!error || fieldError(error, 'address')) return null;
  return (
    <Text size="sm" c="dimmed">
      <FormattedMessage id="ui.config.detect.unavailable" />
    </Text>
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
    <Group gap="xs">
      <Loader size={16} aria-hidden />
      <Text size="sm" c="dimmed">
        <FormattedMessage id={slow ? 'ui.config.detect.slow' : 'ui.config.detect.looking'} />
      </Text>
      <Anchor component="button" type="button" size="sm" onClick={cancel}>
        <FormattedMessage id="ui.config.detect.cancel" />
      </Anchor>
    </Group>
  );
}

function Found({ found, providers, editing }: { found: Detected } & Pick<Props, 'providers' | 'editing'>) {
  const provider = providers.find(({ id }) => id === found.provider && id !== ANY);
  const unknown = !provider && !found.settings;
  const kept = !unknown && elsewhere(editing.values, found);
  return (
    <Alert
      variant="light"
      color={unknown ? 'yellow' : 'petrol'}
      role="note"
      icon={unknown ? <IconHelpCircle aria-hidden /> : <IconSparkles aria-hidden />}
    >
      <Text size="sm">
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
      </Text>
      {kept && (
        <Button size="xs" variant="default" mt="xs" onClick={() => editing.takeFound(found, provider)}>
          <FormattedMessage id="ui.config.detect.take" values={{ server: found.settings?.server }} />
        </Button>
      )}
    </Alert>
  );
}
