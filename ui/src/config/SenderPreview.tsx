import { Text } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import type { Mode } from '../api/types';
import classes from './config.module.css';

/** How the mail looks in a recipient's inbox. */
export function SenderPreview({ text, mode }: { text?: string | null | undefined; mode: Mode }) {
  const name = text?.replace(/^["“”„]/, '').trim() ?? '';
  const initial = /[\p{L}\p{N}]/u.exec(name)?.[0]?.toUpperCase() ?? '@';
  return (
    <div className={classes.preview}>
      <Text size="xs" fw={600} c="dimmed" mb={8}>
        <FormattedMessage id="ui.config.seen" />
      </Text>
      <div className={classes.letter}>
        <span className={classes.avatar} aria-hidden>
          {initial}
        </span>
        <div className={classes.letterText}>
          <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {text || <FormattedMessage id={`ui.config.${mode}.example`} />}
          </Text>
          <Text size="sm" c="dimmed">
            <FormattedMessage id="ui.config.seen.subject" />
          </Text>
        </div>
      </div>
    </div>
  );
}
