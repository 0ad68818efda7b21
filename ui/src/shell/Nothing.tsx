import { Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';

interface Props {
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  title: string;
  text?: string;
  /** What stands in the text's places. */
  values?: Record<string, ReactNode>;
  children?: ReactNode;
}

/** An empty place that says why it is empty and what to do about it. */
export function Nothing({ icon: Icon, title, text, values, children }: Props) {
  return (
    <Paper withBorder p="xl">
      <Stack align="center" gap="sm" py="lg" ta="center">
        <ThemeIcon size={56} radius="xl" variant="light">
          <Icon size={28} stroke={1.6} aria-hidden />
        </ThemeIcon>
        <Title order={2} size="h4">
          <FormattedMessage id={title} />
        </Title>
        {text && (
          <Text c="dimmed" maw="30rem">
            <FormattedMessage id={text} values={values} />
          </Text>
        )}
        {children}
      </Stack>
    </Paper>
  );
}
