import { Paper, Stack, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';

interface Props {
  title: string;
  hint?: string;
  children: ReactNode;
}

/** One matter on a page: a heading, a sentence, and what can be done. */
export function Section({ title, hint, children }: Props) {
  const heading = useId();
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby={heading}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4" id={heading}>
            <FormattedMessage id={title} />
          </Title>
          {hint && (
            <Text c="dimmed" size="sm" mt={4}>
              <FormattedMessage id={hint} />
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Paper>
  );
}
