import type { Cause, NamedAddress } from '../api/types';
import type { Detours } from './detours';
import type { RelayLimits } from './limits';

export type Encryption = 'tls' | 'starttls';

export interface RelaySettings {
  provider: string;
  server: string;
  port: number;
  encryption: Encryption;
  username?: string | null;
  passwordSet?: boolean;
  sender: NamedAddress | null;
  replyTo?: string | null;
}

/** A mail service as it is set up; its password never comes back. */
export interface Relay extends RelaySettings {
  id: string;
  state: 'draft' | 'active' | 'standby' | 'retired';
  version?: number;
  draft?: RelaySettings | null;
  canActivate: boolean;
  testedAt?: string | null;
  held?: { cause: Cause; since: string } | null;
  lastSuccessAt?: string | null;
  lastFailureAt?: string | null;
  /** In words. */
  lastFailureCause?: string | null;
  canRestore?: boolean;
  limits: RelayLimits;
  detours: Detours;
  createdAt?: string;
}

export interface TestStep {
  name: string;
  ok: boolean;
  millis: number;
  reply?: string | null;
}

export interface TestResult {
  passed: boolean;
  steps: TestStep[];
  cause?: Cause | null;
  deliveryId?: string | null;
  /** Null where the platform has no receiver of its own. */
  arrival?: Arrival | null;
  confirmation?: Confirmation | null;
}

/** What a person said about the test's message, and what follows from it in words. */
export interface Confirmation {
  received: boolean;
  from?: string | null;
  fromKept?: boolean | null;
  text: string;
}

/** What became of a test's copy at the platform's receiver, in words. */
export interface Arrival {
  state: 'waiting' | 'arrived' | 'not_arrived';
  verdict: {
    code: string;
    text: string;
    improve: { code: string; text: string }[];
    unproven: { code: string; text: string }[];
  };
}

/** The steps of a test in their order. */
export const STEPS = ['resolve', 'connect', 'tls', 'auth', 'sender', 'recipient', 'message'] as const;

/** The encryption that belongs to a port, where one does. */
export function encryptionOf(port: number): Encryption | undefined {
  if (port === 465) return 'tls';
  return port === 587 || port === 2525 ? 'starttls' : undefined;
}

/** The port for an encryption: kept unless it belongs to the other one. */
export function portFor(encryption: Encryption, port: number): number {
  const belongs = encryptionOf(port);
  if (belongs === undefined || belongs === encryption) return port;
  return encryption === 'tls' ? 465 : 587;
}
