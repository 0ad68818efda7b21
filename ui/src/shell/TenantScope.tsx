import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { Outlet, useParams } from 'react-router';
import { api } from '../api/client';
import { useLanguage } from '../text/LanguageProvider';
import { MeContext, useMe, type ActingTenant } from './me';
import { queryClient } from './queryClient';
import { Starting } from './Starting';
import { Unopened } from './Unopened';

/** One tenant's pages as the operator: answers about one tenant are never kept where another tenant's page looks. */
export function TenantScope() {
  const { tenantId = '' } = useParams();
  const { language } = useLanguage();
  // oxlint-disable-next-line react/exhaustive-deps -- a new tenant needs a new, empty memory
  const client = useMemo(() => queryClient(), [tenantId]);
  useEffect(() => void client.invalidateQueries(), [client, language]);
  return (
    <QueryClientProvider client={client} key={tenantId}>
      <Acting tenantId={tenantId} />
    </QueryClientProvider>
  );
}

function Acting({ tenantId }: { tenantId: string }) {
  const me = useMe();
  const tenant = useQuery({
    queryKey: ['acting-tenant'],
    queryFn: () => api.get<ActingTenant>(`/v1/tenants/${encodeURIComponent(tenantId)}`),
  });
  const acting = useMemo(() => ({ ...me, tenant: tenant.data }), [me, tenant.data]);
  if (tenant.isPending) return <Starting />;
  if (tenant.isError) return <Unopened error={tenant.error} retry={() => void tenant.refetch()} />;
  return (
    <MeContext.Provider value={acting}>
      <Outlet />
    </MeContext.Provider>
  );
}
