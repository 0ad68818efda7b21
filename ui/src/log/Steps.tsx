import { Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import type { Step } from './deliveries';

/** How far an attempt came, phase by phase. */
export function Steps({ steps }: { steps: Step[] }) {
  const intl = useIntl();
  return (
    <Stack
      gap={4}
      component="ol"
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
      aria-label={intl.formatMessage({ id: 'ui.log.attempt.steps' })}
    >
      {steps.map((step) => (
        <Group key={step.name} component="li" gap="xs" wrap="nowrap">
          {step.ok ? (
            <IconCheck size={16} color="var(--mantine-color-green-text)" aria-hidden />
          ) : (
            <IconX size={16} color="var(--mantine-color-red-text)" aria-hidden />
          )}
          <Text size="sm" span fw={step.ok ? undefined : 600}>
            <FormattedMessage id={`ui.log.step.${step.name}`} />
            <VisuallyHidden>
              {': '}
              <FormattedMessage id={step.ok ? 'ui.log.step.ok' : 'ui.log.step.failed'} />
            </VisuallyHidden>
          </Text>
          <Text size="xs" span c="dimmed">
            <FormattedNumber value={step.millis} style="unit" unit="millisecond" unitDisplay="short" />
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
