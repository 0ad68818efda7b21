import { useMe } from './me';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The tenant's time zone, else the browser's. */
export function useTimeZone(): string {
  return useMe().tenant?.timeZone ?? HERE;
}
