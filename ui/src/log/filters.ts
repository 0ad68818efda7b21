import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export const FILTERS = ['state', 'kind', 'recipient', 'subject', 'since', 'until'] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Partial<Record<FilterName, string>>;

/** The filters of the mail log; they live in the address, so a filtered log can be bookmarked and sent to somebody. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const filters = useMemo(() => read(new URLSearchParams(text)), [text]);
  const set = useCallback(
    (name: FilterName, value: string) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value) after.set(name, value);
          else after.delete(name);
          return after;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { filters, set, clear, count: Object.keys(filters).length };
}

function read(params: URLSearchParams): Filters {
  return Object.fromEntries(FILTERS.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : [])));
}

/** What the API is asked for: days become moments in the reader's time zone, the last day included. */
export function toQuery(filters: Filters): Record<string, string | undefined> {
  return { ...filters, since: startOf(filters.since, 0), until: startOf(filters.until, 1) };
}

function startOf(day: string | undefined, plusDays: number): string | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  if (!parts) return undefined;
  return new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + plusDays).toISOString();
}
