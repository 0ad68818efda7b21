import type { Cause } from '../api/types';

export const STATES = ['queued', 'held', 'accepted', 'failed', 'suppressed', 'cancelled'] as const;
export const KINDS = ['message', 'test', 'verification', 'alert', 'account'] as const;
export type DeliveryState = (typeof STATES)[number];
export type Kind = (typeof KINDS)[number];

/** One line of the mail log. */
export interface Delivery {
  id: string;
  submissionId: string;
  recipient: string;
  state: DeliveryState;
  subject: string;
  kind: Kind;
  sender: string;
  createdAt: string;
  updatedAt: string;
  attempts: number;
  nextAttemptAt: string | null;
  cause: { code: string; text: string } | null;
  /** By which other way than was decided; nothing for most. */
  detour?: Detour['way'] | null;
}

/** That a message took another way than was decided when it was accepted. */
export interface Detour {
  at: string;
  reason: 'limit' | 'failure';
  cause?: Cause | null;
  way: 'second' | 'platform';
  /** The server that it did not take. */
  from: string;
  to: string;
  /** What recipients see. */
  sender: string;
}

export interface Step {
  name: string;
  ok: boolean;
  millis: number;
  reply?: string | null;
}

export interface Attempt {
  number: number;
  startedAt: string;
  millis: number;
  outcome: 'accepted' | 'deferred' | 'refused' | 'uncertain';
  reply: string | null;
  cause: Cause | null;
  relay: { owner: 'platform' | 'tenant'; id: string; server?: string | null };
  phase: string | null;
  steps: Step[];
  conversation: string[];
  next: 'done' | 'retry' | 'give-up' | 'pause' | 'hold';
  nextAt: string | null;
}

export interface Decision {
  mode: 'default' | 'branded' | 'custom';
  identity?: string | null;
  relay?: { owner: 'platform' | 'tenant'; id: string; version: number; server?: string | null } | null;
  plan?: string | null;
  reasons?: string[];
  detours: Detour[];
}

/** Everything the log knows about one delivery. */
export interface DeliveryDetail extends Omit<Delivery, 'attempts'> {
  message: { messageId: string; sender: string; returnPath: string | null };
  decision: Decision | null;
  attempts: Attempt[];
}

export interface DeliveryPage {
  items: Delivery[];
  next: string | null;
}

/** Whether a moment is still to come. */
export function isComing(iso: string | null): iso is string {
  return iso !== null && new Date(iso).getTime() > Date.now();
}

/** Whether a person holds it back, whatever becomes of its mail service. */
export function isHeldBack(delivery: Pick<Delivery, 'state' | 'cause'>): boolean {
  return delivery.state === 'held' && delivery.cause?.code === 'stopped.message';
}
