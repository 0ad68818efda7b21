import { Navigate, Outlet, useLocation } from 'react-router';
import { useMe } from './me';
import { pathOf } from './paths';

/** Pages for people who are signed in; others go to the sign-in page and come back. */
export function SignedIn() {
  const me = useMe();
  const { pathname, search } = useLocation();
  if (me.kind === 'anonymous') {
    const to = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${to}`} replace />;
  }
  return <Outlet />;
}

/** Pages of the operator. */
export function OperatorOnly() {
  return useMe().kind === 'operator' ? <Outlet /> : <Navigate to={pathOf(undefined)} replace />;
}

/** Pages of one tenant's own people. */
export function MemberOnly() {
  return useMe().kind === 'operator' ? <Navigate to="/operator/tenants" replace /> : <Outlet />;
}

/** Where one lands. */
export function Home() {
  return <Navigate to={useMe().kind === 'operator' ? '/operator/tenants' : pathOf(undefined)} replace />;
}
