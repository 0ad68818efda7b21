import type { RouteObject } from 'react-router';
import { Navigate } from 'react-router';
import { Bare } from './shell/Bare';
import { Broken } from './shell/Broken';
import { NotFound } from './shell/NotFound';
import { Shell } from './shell/Shell';
import { Home, MemberOnly, OperatorOnly, SignedIn } from './shell/SignedIn';
import { TenantScope } from './shell/TenantScope';

/** The mail log and the page of each delivery. */
function mailLogs(path: string): RouteObject[] {
  return [
    { path, lazy: async () => ({ Component: (await import('./log/MailLogsPage')).MailLogsPage }) },
    { path: `${path}/:id`, lazy: async () => ({ Component: (await import('./log/DeliveryPage')).DeliveryPage }) },
  ];
}

/** What there is to know of mail providers, for everybody who is signed in. */
const help: RouteObject[] = [
  { path: 'providers', lazy: async () => ({ Component: (await import('./providers/ProvidersPage')).ProvidersPage }) },
];

/** The pages of one tenant, the same for its own people and for an operator who acts for it. */
const tenantPages: RouteObject[] = [
  {
    path: 'settings/integrations/email',
    lazy: async () => ({ Component: (await import('./config/EmailConfigurationPage')).EmailConfigurationPage }),
  },
  ...mailLogs('settings/integrations/mail-logs'),
  {
    path: 'settings/integrations/alerts',
    lazy: async () => ({ Component: (await import('./alerts/AlertsPage')).AlertsPage }),
  },
  { path: 'settings/people', lazy: async () => ({ Component: (await import('./people/PeoplePage')).PeoplePage }) },
  { path: 'settings/keys', lazy: async () => ({ Component: (await import('./keys/KeysPage')).KeysPage }) },
  {
    path: 'settings/integrations/email/custom',
    lazy: async () => ({ Component: (await import('./config/RelayPage')).RelayPage }),
  },
  {
    path: 'settings/integrations/email/other-ways',
    lazy: async () => ({ Component: (await import('./config/DetoursPage')).DetoursPage }),
  },
  {
    path: 'settings/integrations/email/second',
    lazy: async () => ({ Component: (await import('./config/SecondRelayPage')).SecondRelayPage }),
  },
  { path: 'settings/integrations', element: <Navigate to="email" replace /> },
];

const operatorPages: RouteObject[] = [
  { path: 'tenants', lazy: async () => ({ Component: (await import('./operator/TenantsPage')).TenantsPage }) },
  { path: 'tenants/:id', lazy: async () => ({ Component: (await import('./operator/TenantPage')).TenantPage }) },
  { path: 'plans', lazy: async () => ({ Component: (await import('./operator/PlansPage')).PlansPage }) },
  { path: 'platform', lazy: async () => ({ Component: (await import('./operator/PlatformPage')).PlatformPage }) },
  {
    path: 'platform/mail-service',
    lazy: async () => ({ Component: (await import('./operator/PlatformRelayPage')).PlatformRelayPage }),
  },
  ...mailLogs('mail-logs'),
  { path: 'alerts', lazy: async () => ({ Component: (await import('./alerts/AlertsPage')).AlertsPage }) },
  {
    path: 'unknown-replies',
    lazy: async () => ({ Component: (await import('./operator/UnknownRepliesPage')).UnknownRepliesPage }),
  },
];

/** The pages around signing in, outside the frame. */
const doors: RouteObject[] = [
  { path: 'sign-in', lazy: async () => ({ Component: (await import('./signin/SignInPage')).SignInPage }) },
  {
    path: 'forgotten-password',
    lazy: async () => ({ Component: (await import('./signin/ForgottenPage')).ForgottenPage }),
  },
  { path: 'welcome/:token', lazy: async () => ({ Component: (await import('./signin/WelcomePage')).WelcomePage }) },
  { path: 'reset/:token', lazy: async () => ({ Component: (await import('./signin/WelcomePage')).WelcomePage }) },
  { path: 'open/:token', lazy: async () => ({ Component: (await import('./signin/OpenPage')).OpenPage }) },
];

/** Every address of the pages; each page is a chunk of its own. */
export const routes: RouteObject[] = [
  {
    errorElement: <Broken />,
    children: [
      { element: <Bare />, children: doors },
      {
        element: <SignedIn />,
        children: [
          { index: true, element: <Home /> },
          {
            path: 't/:tenantId',
            element: <OperatorOnly />,
            children: [
              { element: <TenantScope />, children: [{ element: <Shell />, children: [...tenantPages, ...help] }] },
            ],
          },
          {
            element: <Shell />,
            children: [
              { element: <MemberOnly />, children: tenantPages },
              ...help,
              { path: 'operator', element: <OperatorOnly />, children: operatorPages },
              {
                path: 'inbox/:id?',
                lazy: async () => ({ Component: (await import('./inbox/LocalInboxPage')).LocalInboxPage }),
              },
              {
                path: 'profile',
                lazy: async () => ({ Component: (await import('./signin/ProfilePage')).ProfilePage }),
              },
              { path: '*', element: <NotFound /> },
            ],
          },
        ],
      },
    ],
  },
];
