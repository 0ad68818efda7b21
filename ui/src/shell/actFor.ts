import { useNavigate } from 'react-router';
import { pathOf } from './paths';

/** Opens a tenant's pages as the operator. */
export function useActFor(): (tenant: { id: string }) => void {
  const navigate = useNavigate();
  return (tenant) => void navigate(pathOf(tenant.id));
}
