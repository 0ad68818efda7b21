import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Mode } from '../api/types';
import { useNotice } from '../shell/notice';
import type { Configuration } from './configuration';

const KEY = ['email-configuration'];

/** The tenant's configuration; asked again often while something is on its way. */
export function useConfiguration() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => api.get<Configuration>('/v1/email-configuration'),
    refetchInterval: ({ state }) => (state.data?.identity.pending || state.data?.health.cause ? 4_000 : 20_000),
  });
}

/** Asks again after a change. */
export function useConfigurationAgain(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: KEY });
}

/** Changes the way mail leaves. */
export function useModeChange() {
  const client = useQueryClient();
  const notice = useNotice();
  return useMutation({
    mutationFn: (mode: Mode) => api.put<Configuration | undefined>('/v1/email-configuration/mode', { mode }),
    onSuccess: async (_, mode) => {
      await client.invalidateQueries({ queryKey: KEY });
      notice.done(`ui.config.switched.${mode}`);
    },
    onError: notice.failed,
  });
}
