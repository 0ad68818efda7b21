import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { useNotice } from '../shell/notice';
import type { Tenant } from './tenants';

export type TenantChange = Partial<Pick<Tenant, 'name' | 'plan' | 'locale' | 'timeZone'>> & {
  contact?: string | null;
  planFrom?: string;
};

/** Changes a tenant and says so. */
export function useTenantChange(id: string, done: string) {
  const client = useQueryClient();
  const notice = useNotice();
  return useMutation({
    mutationFn: (change: TenantChange) => api.patch<Tenant>(`/v1/tenants/${encodeURIComponent(id)}`, change),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['tenant', id] });
      void client.invalidateQueries({ queryKey: ['tenants'] });
      notice.done(done);
    },
  });
}
