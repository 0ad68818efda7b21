import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, type ReactNode } from 'react';
import { api, onSignedOut } from '../api/client';
import { Starting } from './Starting';
import { Unopened } from './Unopened';

export interface ActingTenant {
  id: string;
  name: string;
  plan?: string;
  timeZone?: string;
}

/** Who is using the pages and what they may do. */
export interface Me {
  kind: 'operator' | 'member' | 'pages' | 'platform_key' | 'tenant_key' | 'anonymous';
  email?: string;
  role?: 'operator' | 'admin' | 'viewer';
  canWrite: boolean;
  tenant?: ActingTenant;
  locale?: string;
  demo: boolean;
  pricingUrl?: string;
}

const ME = ['me'];
export const MeContext = createContext<Me | null>(null);

/** Asks once who is there; everything below can rely on the answer. */
export function MeProvider({ children }: { children: ReactNode }) {
  const again = useMeAgain();
  useEffect(() => onSignedOut(() => void again()), [again]);
  const me = useQuery({ queryKey: ME, queryFn: () => api.get<Me>('/v1/me'), staleTime: 60_000 });
  if (me.isPending) return <Starting />;
  if (!me.data) return <Unopened error={me.error} retry={() => void me.refetch()} />;
  return <MeContext.Provider value={me.data}>{children}</MeContext.Provider>;
}

/** The person at the page; for an operator inside a tenant's pages, `tenant` is that tenant. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('outside MeProvider');
  return me;
}

/** Asks the server again who is there, after a log-in, a log-out or a change of the profile. */
export function useMeAgain(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ME }), [client]);
}
