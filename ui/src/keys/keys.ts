/** An API key as listed: never the key itself. */
export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  createdAt: string;
  lastUsedAt: string | null;
}

/** The answer to creating a key: the only one that carries it. */
export interface NewKey extends ApiKey {
  key: string;
}

/** Where keys serve as passwords: the ports with STARTTLS and with TLS from the start. */
export interface Submission {
  host: string;
  port: number | null;
  tlsPort: number | null;
}

/** What the list of keys is answered with. */
export interface KeyList {
  items: ApiKey[];
  submission: Submission | null;
}
