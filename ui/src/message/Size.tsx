import { FormattedNumber } from 'react-intl';

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** A number of bytes as people say it: 48 kB. */
export function Size({ bytes }: { bytes: number }) {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return (
    <FormattedNumber
      value={bytes / 1000 ** step}
      style="unit"
      unit={UNITS[step]}
      unitDisplay="short"
      maximumFractionDigits={step === 2 ? 1 : 0}
    />
  );
}
