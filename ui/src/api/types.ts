/** Why something stopped, who can mend it, and how; the words come from the server in the reader's language. */
export interface Cause {
  code: string;
  actor: 'tenant' | 'operator' | 'recipient' | 'provider_admin' | 'nobody';
  text: string;
  steps: string[];
}

export type Mode = 'custom' | 'branded' | 'default';

export interface NamedAddress {
  address: string;
  name: string;
}
