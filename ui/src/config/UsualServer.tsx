import { FormattedMessage } from 'react-intl';
import { ANY, type Provider } from './providers';

/** The server that most accounts of a provider have, or why none is named. */
export function UsualServer({ provider: { id, servers } }: { provider: Provider }) {
  const [usual] = servers;
  return usual ? usual.server : <FormattedMessage id={`ui.config.custom.provider.${id === ANY ? 'any' : 'panel'}`} />;
}
