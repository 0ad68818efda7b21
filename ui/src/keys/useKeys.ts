import { useQuery } from '@tanstack/react-query';
import { actingFor, api } from '../api/client';
import type { KeyList } from './keys';

/** The keys of whoever the pages act for. */
export function useKeys() {
  return useQuery({ queryKey: ['keys', actingFor()], queryFn: () => api.get<KeyList>('/v1/keys') });
}
