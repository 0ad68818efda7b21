import { Code, Loader, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import classes from './config.module.css';
import { STEPS, type TestStep } from './relays';

/** Each step of the test as it happens, the next one turning. */
export function TestSteps({ steps, running }: { steps: TestStep[]; running: boolean }) {
  const next = running && !steps.some(({ ok }) => !ok) ? nextAfter(steps) : undefined;
  return (
    <ol className={classes.steps}>
      {steps.map((step) => (
        <li key={step.name}>
          <ThemeIcon size={20} radius="xl" color={step.ok ? 'green.8' : 'red.8'}>
            {step.ok ? <IconCheck size={13} stroke={3} aria-hidden /> : <IconX size={13} stroke={3} aria-hidden />}
          </ThemeIcon>
          <div style={{ minWidth: 0 }}>
            <Text size="sm" fw={step.ok ? undefined : 600}>
              <FormattedMessage id={`ui.config.step.${step.name}.${step.ok ? 'ok' : 'failed'}`} />{' '}
              <Text span size="xs" c="dimmed">
                <FormattedMessage id="ui.config.step.millis" values={{ millis: step.millis }} />
              </Text>
            </Text>
            {step.reply && !step.ok && <Code block={false}>{step.reply}</Code>}
          </div>
        </li>
      ))}
      {next && (
        <li>
          <Loader size={20} aria-hidden />
          <Text size="sm" c="dimmed">
            <FormattedMessage id={`ui.config.step.${next}`} />
          </Text>
        </li>
      )}
    </ol>
  );
}

function nextAfter(steps: TestStep[]): string | undefined {
  const last = steps.at(-1);
  return STEPS[last ? STEPS.findIndex((name) => name === last.name) + 1 : 0];
}
