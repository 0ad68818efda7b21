import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { actingFor, api } from '../api/client';
import type { Incident } from '../config/configuration';

/** An incident in the list of those that are open and those that are over. */
export interface ListedIncident extends Incident {
  state: 'open' | 'over';
  endedAt: string | null;
}

/** Who is told by mail and of what; no addresses mean the contact, or all operators. */
export interface AlertSettings {
  addresses: string[];
  kinds: string[];
  allKinds: string[];
  toldNow: string[];
}

/** An address that is called when something happens. */
export interface Webhook {
  id: string;
  url: string;
  createdAt: string;
  disabledAt: string | null;
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  /** A status such as "503", or a word for what failed before there was one. */
  lastFailure: string | null;
}

/** The answer to making one: the only one that carries the secret. */
export interface NewWebhook {
  id: string;
  url: string;
  secret: string;
}

const AGAIN = 15_000;

/** What is open, then what is over. */
export function useIncidents() {
  return useQuery({
    queryKey: ['incidents', actingFor()],
    queryFn: () => api.get<{ items: ListedIncident[] }>('/v1/alerts'),
    refetchInterval: AGAIN,
  });
}

/** Who is told, and of what. */
export function useAlertSettings() {
  return useQuery({
    queryKey: ['alert-settings', actingFor()],
    queryFn: () => api.get<AlertSettings>('/v1/alerts/settings'),
  });
}

/** Changes who is told, and of what. */
export function useAlertChange(done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (chosen: Pick<AlertSettings, 'addresses' | 'kinds'>) =>
      api.put<AlertSettings>('/v1/alerts/settings', chosen),
    onSuccess: (settings) => {
      client.setQueryData(['alert-settings', actingFor()], settings);
      done();
    },
  });
}

/** The webhooks of whoever the pages act for; what became of the last call shows by itself. */
export function useWebhooks() {
  return useQuery({
    queryKey: ['webhooks', actingFor()],
    queryFn: () => api.get<{ items: Webhook[] }>('/v1/webhooks'),
    refetchInterval: 5_000,
  });
}
