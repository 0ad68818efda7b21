import { Group, Text } from '@mantine/core';

/** Fromline's mark: an F whose second line ends in a full stop, the line the mail leaves from. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--mantine-color-petrol-8)" />
      <g fill="none" stroke="#fff" strokeWidth="3.2" strokeLinecap="round">
        <path d="M10.5 24V11.2A2.7 2.7 0 0 1 13.2 8.5H23" />
        <path d="M10.5 16.5H18" />
      </g>
      <circle cx="23" cy="16.5" r="2.1" fill="#f5b83d" />
    </svg>
  );
}

export function Wordmark({ size = 28 }: { size?: number }) {
  return (
    <Group gap={10} wrap="nowrap">
      <Mark size={size} />
      <Text span fw={700} fz={size * 0.72} lh={1} style={{ letterSpacing: '-0.02em' }}>
        Fromline
      </Text>
    </Group>
  );
}
