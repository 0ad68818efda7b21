/** What a merchant can open… */
export const TENANT_PAGES = [
  '/settings/integrations/email',
  '/settings/integrations/email/custom',
  '/settings/integrations/mail-logs',
  '/settings/integrations/alerts',
  '/settings/people',
  '/settings/keys',
  '/providers',
  '/profile',
  '/inbox',
];

/** …and what the operator can. */
export const OPERATOR_PAGES = [
  '/operator/tenants',
  '/operator/plans',
  '/operator/platform',
  '/operator/mail-logs',
  '/operator/alerts',
  '/operator/unknown-replies',
  '/providers',
];
