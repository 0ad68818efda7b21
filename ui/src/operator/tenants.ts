import type { Cause } from '../api/types';

export type Mode = 'default' | 'branded' | 'custom';
export type HealthState = 'sending' | 'warning' | 'waiting' | 'off';

/** A tenant as the operator sees it. */
export interface Tenant {
  id: string;
  name: string;
  plan: string;
  nextPlan: { plan: string; from: string } | null;
  locale: string;
  timeZone: string;
  contact: string | null;
  mode: Mode;
  effectiveMode: Mode;
  health: { state: HealthState; text?: string | null; since?: string | null; cause?: Cause | null };
  createdAt: string;
}

export interface TenantPage {
  items: Tenant[];
  next: string | null;
}

/** What a plan allows. */
export interface Plan {
  name: string;
  modes: Mode[];
  messagesPerDay: number;
  logRetentionDays: number;
}
