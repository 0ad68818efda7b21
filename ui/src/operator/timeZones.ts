/** The reader's own time zone. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every time zone that the browser knows; those it does not list by itself are kept. */
export const TIME_ZONES = [...new Set(['UTC', HERE, ...Intl.supportedValuesOf('timeZone')])].sort();
