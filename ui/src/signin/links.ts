import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';

export interface OneTimeLink {
  purpose: 'welcome' | 'reset' | 'pages';
  email?: string | null;
  tenantName?: string | null;
}

export const linkPath = (token: string) => `/v1/links/${encodeURIComponent(token)}`;

/** What a one-time link is good for; looking does not use it up. */
export function useLink(token: string) {
  return useQuery({
    queryKey: ['link', token],
    queryFn: () => api.get<OneTimeLink>(linkPath(token)),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}
