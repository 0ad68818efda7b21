import { ActionIcon, CopyButton, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useIntl } from 'react-intl';

/** A value to take away: selected on focus, copied by the button. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const intl = useIntl();
  return (
    <TextInput
      label={intl.formatMessage({ id: label })}
      value={value}
      readOnly
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <CopyButton value={value}>
          {({ copied, copy }) => {
            const name = intl.formatMessage({ id: copied ? 'ui.shell.copied' : 'ui.shell.copy' });
            return (
              <Tooltip label={name}>
                <ActionIcon variant="subtle" onClick={copy} aria-label={name}>
                  {copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
                </ActionIcon>
              </Tooltip>
            );
          }}
        </CopyButton>
      }
    />
  );
}
