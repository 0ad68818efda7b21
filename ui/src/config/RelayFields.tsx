import { PasswordInput, SegmentedControl, Stack, Text, TextInput, Input } from '@mantine/core';
import { useState, type ComponentProps, type FocusEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { fieldError } from '../api/problem';
import { afterPress } from '../shell/press';
import { CentreChoice } from './CentreChoice';
import classes from './config.module.css';
import type { Provider } from './providers';
import { passwordStays } from './relayForm';
import { SuspicionNotes } from './SuspicionNotes';
import { suspicions, type Suspicion } from './suspicion';
import type { RelayEditing } from './useRelayEditor';

/** Fields that show the server's objections themselves. */
export const FIELDS = [
  'server',
  'port',
  'encryption',
  'username',
  'password',
  'sender',
  'sender.address',
  'sender.name',
  'replyTo',
  'to',
] as const;

/** The API's name of each field. */
const NAMES = {
  server: ['server'],
  port: ['port'],
  encryption: ['encryption'],
  username: ['username'],
  password: ['password'],
  senderName: ['sender.name'],
  replyTo: ['replyTo'],
} as const;

interface Props {
  owner: 'tenant' | 'platform';
  editing: RelayEditing;
  provider: Provider;
}

/** Server, log-in, and what else stands in the message's head. */
export function RelayFields({ owner, editing, provider }: Props) {
  const field = useField(editing);
  return (
    <Stack gap="md">
      <CentreChoice provider={provider} editing={editing} />
      <div className={classes.triple}>
        <TextInput {...field('server')} />
        <TextInput {...field('port')} inputMode="numeric" />
        <Encryption editing={editing} error={field('encryption').error} />
      </div>
      <Text size="sm" c="dimmed" mt={-6}>
        <FormattedMessage id="ui.config.field.pair" />
      </Text>
      <LogIn editing={editing} provider={provider} />
      <div className={classes.pair}>
        <TextInput {...field('senderName')} />
        {owner === 'tenant' && <TextInput {...field('replyTo', 'ui.config.field.replyTo.hint')} type="email" />}
      </div>
    </Stack>
  );
}

/** What every field of the form has in common. */
function useField({ values, change, clean, cleaned, test, save }: RelayEditing) {
  const intl = useIntl();
  const say = (id: string) => intl.formatMessage({ id });
  return (name: keyof typeof NAMES, hint?: string) => ({
    label: say(`ui.config.field.${name}`),
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => change(name, event.currentTarget.value),
    onBlur: () => clean(name),
    error: NAMES[name].map((each) => fieldError(test.error ?? save.error, each)).find(Boolean),
    description:
      cleaned === name ? say(`ui.config.field.cleaned.${name === 'server' ? 'server' : 'any'}`) : hint && say(hint),
    inputWrapperOrder: ORDER,
    autoComplete: 'off',
    spellCheck: false,
  });
}

function LogIn({ editing, provider }: { editing: RelayEditing; provider: Provider }) {
  const intl = useIntl();
  const field = useField(editing);
  const { values, stored } = editing;
  const passwordStored = passwordStays(values, stored);
  const say = (id: string) => intl.formatMessage({ id });
  const username = field('username', provider.usernameForm ? undefined : 'ui.config.field.username.hint');
  const password = field('password', passwordStored ? 'ui.config.field.password.keep' : undefined);
  const doubts = useDoubts(suspicions(values, provider));
  return (
    <div>
      <div className={classes.pair} {...doubts.watch}>
        <TextInput {...username} description={username.description ?? provider.usernameForm} />
        <PasswordInput
          {...password}
          description={password.description ?? provider.credentialName}
          autoComplete="new-password"
          placeholder={passwordStored ? say('ui.config.field.password.stored') : undefined}
          visibilityToggleButtonProps={{ 'aria-label': say('ui.signin.password.show') }}
        />
      </div>
      <SuspicionNotes suspicions={doubts.shown} editing={editing} />
    </div>
  );
}

/** Doubts arise when a field was left, not while somebody is still typing; they go as soon as they are unfounded. */
function useDoubts(all: Suspicion[]) {
  const [writing, setWriting] = useState(false);
  const [told, setTold] = useState<string[]>([]);
  return {
    shown: writing ? all.filter(({ text }) => told.includes(text)) : all,
    watch: {
      onFocus: () => {
        setTold(all.map(({ text }) => text));
        setWriting(true);
      },
      onBlur: ({ currentTarget }: FocusEvent<HTMLElement>) =>
        afterPress(() => {
          if (!currentTarget.contains(document.activeElement)) setWriting(false);
        }),
    },
  };
}

const ORDER: ComponentProps<typeof TextInput>['inputWrapperOrder'] = ['label', 'input', 'error', 'description'];

function Encryption({ editing, error }: { editing: RelayEditing; error: string | undefined }) {
  const intl = useIntl();
  const label = intl.formatMessage({ id: 'ui.config.field.encryption' });
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      <SegmentedControl
        fullWidth
        aria-label={label}
        value={editing.values.encryption}
        onChange={(value) => editing.change('encryption', value)}
        data={[
          { value: 'tls', label: 'SSL/TLS' },
          { value: 'starttls', label: 'STARTTLS' },
        ]}
      />
    </Input.Wrapper>
  );
}
