import type { Cause, Mode, NamedAddress } from '../api/types';
import type { OtherWays } from './detours';
import type { Relay } from './relays';

export type HealthState = 'sending' | 'warning' | 'waiting' | 'off';

export interface Health {
  state: HealthState;
  text: string;
  since?: string | null;
  cause?: Cause | null;
  lastSuccessAt?: string | null;
  lastFailureAt?: string | null;
}

export interface PlanFacts {
  name: string;
  modes: Mode[];
  messagesPerDay?: number | null;
  usedToday?: number | null;
  resetsAt?: string | null;
  logRetentionDays?: number | null;
  pricingUrl?: string | null;
  next?: { plan: string; from: string; losesMode?: Mode | null } | null;
}

/** One way to send, as far as this tenant has it. */
export interface ModeFacts {
  mode: Mode;
  entitled: boolean;
  ready: boolean;
  active: boolean;
  senderText?: string | null;
}

/** A sender address of the tenant's own and how far it is proven. */
export interface Identity extends NamedAddress {
  id: string;
  state: 'pending' | 'verified' | 'replaced';
  lastSentAt?: string | null;
  resendAt?: string | null;
  expiresAt?: string | null;
  verifiedAt?: string | null;
}

/** Something that stops or reroutes mail, or soon will. */
export interface Incident {
  id: string;
  kind: string;
  title: string;
  text: string;
  cause?: Cause | null;
  steps: string[];
  button: string;
  /** Of the page that mends it, with its host. */
  link: string;
  since: string;
}

/** Everything about how one tenant's mail leaves. */
export interface Configuration {
  mode: Mode;
  effectiveMode: Mode;
  sender?: { name?: string; address?: string; text: string; replyTo?: string | null } | null;
  health: Health;
  plan: PlanFacts;
  modes: ModeFacts[];
  identity: { current: Identity | null; pending: Identity | null };
  relay: Relay | null;
  drafts: Relay[];
  /** The second mail service. */
  standby: Relay | null;
  otherWays: OtherWays;
  restorable?: { relayId?: string | null; server?: string | null; senderText?: string | null } | null;
  notices?: { code: string; text: string }[];
  incidents?: Incident[];
  waitingForDecision?: { count: number; relayId: string } | null;
}
