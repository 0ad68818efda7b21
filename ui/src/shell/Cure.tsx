import { Anchor, List } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useIntl } from 'react-intl';

const LINK = /(https:\/\/[^\s,;]*[^\s,;.:)])/;

/** What to do, in this order; addresses of pages lead there. */
export function Cure({ steps }: { steps: string[] }) {
  if (steps.length === 0) return null;
  return (
    <List type="ordered" size="sm" mt="xs" spacing={4}>
      {steps.map((step) => (
        <List.Item key={step}>
          {step.split(LINK).map((part) => (LINK.test(part) ? <Away key={part} to={part} /> : part))}
        </List.Item>
      ))}
    </List>
  );
}

function Away({ to }: { to: string }) {
  const intl = useIntl();
  return (
    <Anchor
      href={to}
      target="_blank"
      rel="noreferrer"
      c="inherit"
      inherit
      underline="always"
      style={{ overflowWrap: 'anywhere' }}
    >
      {to.replace('https://', '')}{' '}
      <IconExternalLink size={14} role="img" aria-label={intl.formatMessage({ id: 'ui.shell.newTab' })} />
    </Anchor>
  );
}
