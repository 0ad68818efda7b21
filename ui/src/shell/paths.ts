import { useParams } from 'react-router';

const HOME = 'settings/integrations/email';

/** A page's address: inside `/t/{tenant}` for an operator who acts for a tenant, at the root for its own people. */
export function pathOf(tenant: string | undefined, page: string = HOME): string {
  return tenant ? `/t/${encodeURIComponent(tenant)}/${page}` : `/${page}`;
}

/** The same for the tenant whose pages are open. */
export function usePath(): (page?: string) => string {
  const { tenantId } = useParams();
  return (page) => pathOf(tenantId, page);
}
