import { NativeSelect } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { Provider } from './providers';
import type { RelayEditing } from './useRelayEditor';

/** In which of the provider's data centres the account is; nothing where there is only one. */
export function CentreChoice({ provider, editing }: { provider: Provider; editing: RelayEditing }) {
  const intl = useIntl();
  if (provider.servers.length < 2) return null;
  const here = editing.values.server.trim().toLowerCase();
  const known = provider.servers.some(({ server }) => server === here);
  return (
    <NativeSelect
      label={intl.formatMessage({ id: 'ui.config.centre' })}
      description={intl.formatMessage({ id: 'ui.config.centre.hint' })}
      value={known ? here : ''}
      onChange={(event) => editing.put({ server: event.currentTarget.value })}
      data={[
        ...(known ? [] : [{ value: '', label: intl.formatMessage({ id: 'ui.config.centre.typed' }), disabled: true }]),
        ...provider.servers.map(({ server, name }) => ({
          value: server,
          label: name ? `${name} · ${server}` : server,
        })),
      ]}
    />
  );
}
