import { PasswordInput, SegmentedControl, Stack, Text, TextInput, Input } from '@mantine/core';
import type { ComponentProps } from 'react';
import { useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import { fieldError } from '../api/problem';
import classes from './config.module.css';
import { passwordStays, type Field } from './relayForm';
import type { Provider } from './relays';
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
  senderAddress: ['sender.address', 'sender'],
  senderName: ['sender.name'],
  replyTo: ['replyTo'],
} as const;

interface Props {
  owner: 'tenant' | 'platform';
  editing: RelayEditing;
  provider: Provider;
}

/** Server, log-in and sender. */
export function RelayFields({ owner, editing, provider }: Props) {
  const intl = useIntl();
  const [search] = useSearchParams();
  const { values, change, clean, cleaned, stored, test, save } = editing;
  const say = (id: string) => intl.formatMessage({ id });
  const passwordStored = passwordStays(values, stored);
  const field = (name: keyof typeof NAMES) => ({
    label: say(`ui.config.field.${name}`),
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => change(name, event.currentTarget.value),
    onBlur: () => clean(name),
    error: NAMES[name].map((each) => fieldError(test.error ?? save.error, each)).find(Boolean),
    autoComplete: 'off',
    spellCheck: false,
  });
  const hint = (name: Field, id?: string) =>
    cleaned === name ? say('ui.config.field.cleaned') : id ? say(id) : undefined;
  return (
    <Stack gap="md">
      <div className={classes.triple}>
        <TextInput {...field('server')} description={hint('server')} inputWrapperOrder={ORDER} />
        <TextInput {...field('port')} inputMode="numeric" description={hint('port')} inputWrapperOrder={ORDER} />
        <Encryption editing={editing} error={field('encryption').error} />
      </div>
      <Text size="sm" c="dimmed" mt={-6}>
        {say('ui.config.field.pair')}
      </Text>
      <div className={classes.pair}>
        <TextInput
          {...field('username')}
          onBlur={() => {
            clean('username');
            const user = values.username.trim();
            if (!values.senderAddress && user.includes('@')) change('senderAddress', user);
          }}
          description={
            hint('username', provider.usernameForm ? undefined : 'ui.config.field.username.hint') ??
            provider.usernameForm
          }
          inputWrapperOrder={ORDER}
        />
        <PasswordInput
          {...field('password')}
          autoComplete="new-password"
          autoFocus={search.has('password')}
          placeholder={passwordStored ? say('ui.config.field.password.stored') : undefined}
          description={hint('password', passwordStored ? 'ui.config.field.password.keep' : undefined)}
          inputWrapperOrder={ORDER}
          visibilityToggleButtonProps={{ 'aria-label': say('ui.signin.password.show') }}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          {...field('senderAddress')}
          type="email"
          description={hint('senderAddress')}
          inputWrapperOrder={ORDER}
        />
        <TextInput {...field('senderName')} description={hint('senderName')} inputWrapperOrder={ORDER} />
      </div>
      {owner === 'tenant' && (
        <TextInput
          {...field('replyTo')}
          type="email"
          description={hint('replyTo', 'ui.config.field.replyTo.hint')}
          inputWrapperOrder={ORDER}
        />
      )}
    </Stack>
  );
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
