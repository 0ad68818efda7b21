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
