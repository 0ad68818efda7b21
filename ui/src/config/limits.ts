/** Limits of a mail service as they are set; without one there is no limit of that kind. */
export interface Limits {
  messagesPerMinute?: number | null;
  messagesPerHour?: number | null;
  messagesPerDay?: number | null;
  recipientsPerDay?: number | null;
  recipientsPerMessage?: number | null;
  messagesPerConnection?: number | null;
  connections?: number | null;
}

/** One rolling window: what is used of its limit and what is to be expected. */
export interface LimitWindow {
  used: number;
  unit: 'messages' | 'recipients';
  limit?: number | null;
  percent?: number | null;
  /** From when on there is room for one more, or for more than now. */
  resetsAt?: string | null;
  /** About when the limit is reached at the rate of late. */
  forecastAt?: string | null;
  warning: boolean;
  reached: boolean;
  /** Whether the provider's refusals taught it. */
  learned: boolean;
}

export interface RelayLimits {
  perMinute?: LimitWindow | null;
  perHour?: LimitWindow | null;
  perDay: LimitWindow;
  connections?: number | null;
  messagesPerConnection?: number | null;
  recipientsPerMessage?: number | null;
  own: Limits;
  operator: Limits;
  published: Limits;
  /** Up to where the tenant may set its own. */
  ceiling: Limits;
  rest?: { until: string; cause: string } | null;
}

/** The limits that people set in the pages; the API knows more. */
export const SET = ['messagesPerDay', 'messagesPerHour', 'messagesPerMinute', 'connections'] as const;
export const SET_BY_OPERATOR = ['messagesPerDay', 'recipientsPerDay', ...SET.slice(1)] as const;

const WHY: Record<string, 'day' | 'hour'> = { 'limit.daily': 'day', 'limit.hourly': 'hour' };

/** Until when mail waits, and for which window; nothing while it goes. */
export function waiting({
  rest,
  perDay,
  perHour,
}: RelayLimits): { until: string; why: 'day' | 'hour' | 'rest' } | null {
  const daily = perDay.reached && perDay.resetsAt ? perDay.resetsAt : null;
  // What is over in a moment is the pace that mail goes at.
  const long = rest && new Date(rest.until).getTime() - Date.now() > 120_000;
  if (long && (!daily || rest.until > daily)) {
    return { until: rest.until, why: WHY[rest.cause] ?? 'rest' };
  }
  if (daily) return { until: daily, why: 'day' };
  return perHour?.reached && perHour.resetsAt ? { until: perHour.resetsAt, why: 'hour' } : null;
}
