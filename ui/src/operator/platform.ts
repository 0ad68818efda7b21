/** The platform's own settings. */
export interface Platform {
  defaultSender: { name: string; address: string } | null;
  pricingUrl: string | null;
  frameAncestors: string[];
  /** Which of them the server's environment has set; those cannot be changed here. */
  setByEnvironment: string[];
}
