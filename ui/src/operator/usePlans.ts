import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Plan } from './tenants';

/** The platform's plans by name. */
export function usePlans() {
  return useQuery({
    queryKey: ['plans'],
    queryFn: async () => (await api.get<{ items: Plan[] }>('/v1/plans')).items,
  });
}
