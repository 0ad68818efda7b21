import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { useMe } from '../shell/me';
import { BrandedDoubt } from './BrandedDoubt';
import type { Identity } from './configuration';
import classes from './config.module.css';
import { useConfigurationAgain } from './useConfiguration';
import { useDetection } from './useDetection';

const FIELDS = ['address', 'name'] as const;

interface Props {
  /** The name shown so far. */
  name: string;
  /** Whether the plan carries a mail service of one's own. */
  custom: boolean;
  /** Leaves the form, where there is something to go back to. */
  cancel?: (() => void) | undefined;
}

/** Asks for an address and sends it the verification mail; the old sender stays until the new one is proven. */
export function AddressForm({ name: before, custom, cancel }: Props) {
  const intl = useIntl();
  const me = useMe();
  const again = useConfigurationAgain();
  const [address, setAddress] = useState('');
  const [name, setName] = useState(before || (me.tenant?.name ?? ''));
  const detection = useDetection(() => undefined);
  const start = useMutation({
    mutationFn: () => api.post<Identity>('/v1/sender-identities', { address: address.trim(), name: name.trim() }),
    onSuccess: again,
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      <Stack gap="md" mt={cancel ? 'md' : 0}>
        <div className={classes.pair}>
          <TextInput
            type="email"
            label={intl.formatMessage({ id: 'ui.config.branded.address' })}
            placeholder={intl.formatMessage({ id: 'ui.config.branded.address.example' })}
            autoComplete="email"
            autoFocus={cancel !== undefined}
            value={address}
            onChange={(event) => {
              setAddress(event.currentTarget.value);
              detection.typed(event.currentTarget.value);
            }}
            onBlur={detection.left}
            error={fieldError(start.error, 'address')}
          />
          <TextInput
            label={intl.formatMessage({ id: 'ui.config.sender.name' })}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fieldError(start.error, 'name')}
          />
        </div>
        <div role="status">
          {detection.detected && <BrandedDoubt address={address.trim()} found={detection.detected} custom={custom} />}
        </div>
        <Text size="sm" c="dimmed">
          <FormattedMessage id={cancel ? 'ui.config.branded.change.hint' : 'ui.config.branded.hint'} />
        </Text>
        <FormFailure error={start.error} fields={FIELDS} />
        <Group gap="sm">
          <Button
            type="submit"
            leftSection={<IconSend size={18} aria-hidden />}
            loading={start.isPending}
            disabled={!address.trim()}
          >
            <FormattedMessage id="ui.config.branded.send" />
          </Button>
          {cancel && (
            <Button variant="default" onClick={cancel}>
              <FormattedMessage id="ui.shell.cancel" />
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
