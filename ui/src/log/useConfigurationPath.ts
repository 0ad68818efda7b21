import { useMe } from '../shell/me';
import { usePath } from '../shell/paths';

/** Where the mail service of this log is set up: the tenant's configuration, or the platform's page. */
export function useConfigurationPath(): string {
  const path = usePath();
  const { kind, tenant } = useMe();
  return kind === 'operator' && !tenant ? '/operator/platform' : path('settings/integrations/email');
}
