import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { useTimeZone } from './timeZone';

interface Props {
  iso: string;
  /** "3 minutes ago", kept current; the exact time is in the tooltip. */
  relative?: boolean;
  /** With seconds and the time zone. */
  full?: boolean;
}

/** A moment in the tenant's time zone. */
export function When({ iso, relative = false, full = false }: Props) {
  const intl = useIntl();
  const timeZone = useTimeZone();
  const now = useNow(relative);
  const at = new Date(iso);
  const exact = intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'long', timeZone });
  const sameYear = at.getFullYear() === now.getFullYear();
  const short = intl.formatDate(at, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  });
  const shown = full ? exact : relative ? ago(intl, at, now) : short;
  return (
    <time dateTime={iso} title={exact}>
      {shown}
    </time>
  );
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

function ago(intl: ReturnType<typeof useIntl>, at: Date, now: Date): string {
  const between = Math.round((at.getTime() - now.getTime()) / 1000);
  // The clocks of server and browser differ, and ours stands still between two looks at it.
  const seconds = between > 0 && between < 20 ? 0 : between;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS[3];
  return intl.formatRelativeTime(Math.trunc(seconds / size), unit, { numeric: 'auto' });
}

function useNow(ticking: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(new Date()), 15_000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
