import { Stack, Text } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import { Section } from '../shell/Section';
import type { Configuration } from './configuration';
import classes from './config.module.css';
import { chosen, otherWay, type Detours } from './detours';

/** The From line that recipients see as usual, and by each way that is chosen. */
export function DetourPreview({ configuration, choice }: { configuration: Configuration; choice: Detours }) {
  const ways = chosen(choice);
  const usual = configuration.modes.find(({ mode }) => mode === 'custom')?.senderText;
  return (
    <Section title="ui.detour.preview.title">
      <Stack gap="sm">
        {usual && <Line label="usual" sender={usual} />}
        {(['second', 'platform'] as const)
          .filter((way) => ways.has(way))
          .map((way) => {
            const other = otherWay(configuration, way);
            return other && <Line key={way} label={way} sender={other.senderText} server={other.server} />;
          })}
      </Stack>
    </Section>
  );
}

interface LineProps {
  label: string;
  sender: string;
  server?: string;
}

function Line({ label, sender, server = '' }: LineProps) {
  return (
    <div className={classes.letterText}>
      <Text size="sm" c="dimmed">
        <FormattedMessage id={`ui.detour.preview.${label}`} values={{ server }} />
      </Text>
      <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
        {sender}
      </Text>
    </div>
  );
}
