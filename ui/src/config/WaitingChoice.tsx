import { Radio, Stack } from '@mantine/core';
import { useIntl } from 'react-intl';

export type ForWaiting = 'reroute' | 'cancel';

const CHOICES: ForWaiting[] = ['reroute', 'cancel'];

/** What shall become of mail that waits for a mail service which is no more. */
export function WaitingChoice({ value, change }: { value: ForWaiting; change: (choice: ForWaiting) => void }) {
  const intl = useIntl();
  return (
    <Radio.Group
      label={intl.formatMessage({ id: 'ui.config.waiting.choice' })}
      value={value}
      onChange={(chosen) => change(chosen as ForWaiting)}
    >
      <Stack gap="sm" mt="sm">
        {CHOICES.map((choice) => (
          <Radio
            key={choice}
            value={choice}
            label={intl.formatMessage({ id: `ui.config.waiting.${choice}` })}
            description={intl.formatMessage({ id: `ui.config.waiting.${choice}.hint` })}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
