import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Relay } from '../config/relays';

/** The platform's mail service: the one in use, else the one being set up, else none. */
export function usePlatformRelay() {
  return useQuery({
    queryKey: ['platform-relay'],
    queryFn: async () => {
      const { items } = await api.get<{ items: Relay[] }>('/v1/relays');
      return items.find(({ state }) => state === 'active') ?? items.find(({ state }) => state === 'draft') ?? null;
    },
  });
}
