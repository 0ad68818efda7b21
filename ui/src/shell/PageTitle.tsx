import { Group, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';

interface Props {
  /** Key of the heading's text, or… */
  title?: string;
  /** …the text itself. */
  text?: ReactNode;
  intro?: string;
  /** What can be done on this page, beside the heading. */
  action?: ReactNode;
}

/** The page's one heading; it also names the browser's tab and takes the focus after a navigation. */
export function PageTitle({ title, text, intro, action }: Props) {
  const intl = useIntl();
  const heading = useRef<HTMLHeadingElement>(null);
  const tab = title ? intl.formatMessage({ id: title }) : typeof text === 'string' ? text : undefined;
  useEffect(() => {
    document.title = tab ? `${tab} · Fromline` : 'Fromline';
  }, [tab]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Group justify="space-between" align="flex-start" gap="md">
      <div style={{ flex: '1 1 20rem', minWidth: 0 }}>
        <Title order={1} ref={heading} tabIndex={-1} style={{ outline: 'none', overflowWrap: 'anywhere' }}>
          {title ? <FormattedMessage id={title} /> : text}
        </Title>
        {intro && (
          <Text c="dimmed" mt={6} maw="44rem">
            <FormattedMessage id={intro} />
          </Text>
        )}
      </div>
      {action}
    </Group>
  );
}
