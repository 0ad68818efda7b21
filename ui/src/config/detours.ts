import type { Configuration } from './configuration';

/** What mail does while its own mail service takes none. */
export type Way = 'wait' | 'second' | 'platform';

export const WAYS: Way[] = ['wait', 'second', 'platform'];
export const CLASSES = ['security', 'transactional', 'digest'] as const;
export type MessageClass = (typeof CLASSES)[number];

/** What the tenant chose for mail over its own mail service. */
export interface Detours {
  /** While its limit is reached. */
  overflow: Way;
  /** While it fails. */
  fallback: Record<MessageClass, Way>;
}

/** How recipients would see mail that leaves another way. */
export interface OtherWay {
  server: string;
  senderText: string;
  replyTo?: string | null;
}

/** Those that are there; null where mail cannot leave so. */
export interface OtherWays {
  second: OtherWay | null;
  platform: OtherWay | null;
}

/** How mail would leave by this way, where that differs from the usual and can be. */
export function otherWay(configuration: Configuration, way: Way): OtherWay | null {
  return way === 'wait' ? null : configuration.otherWays[way];
}

/** The ways that are chosen for anything at all. */
export function chosen({ overflow, fallback }: Detours): Set<Way> {
  return new Set([overflow, ...Object.values(fallback)]);
}
