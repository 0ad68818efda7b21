export type Role = 'operator' | 'admin' | 'viewer';

/** A person who may sign in. */
export interface Account {
  id: string;
  email: string;
  role: Role;
  state: 'active' | 'invited' | 'expired';
  locale?: string | null;
  createdAt: string;
}
