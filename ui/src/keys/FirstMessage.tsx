import { Button, Code, CopyButton, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';

/** The first message from a terminal: a command to copy. */
export function FirstMessage() {
  const intl = useIntl();
  const say = (id: string) => intl.formatMessage({ id });
  const placeholder = say('ui.keys.example.placeholder');
  const body = JSON.stringify({
    to: ['you@example.com'],
    subject: say('ui.keys.example.subject'),
    text: say('ui.keys.example.body'),
  });
  const command = [
    `curl -X POST ${window.location.origin}/v1/submissions \\`,
    `  -H 'Authorization: Bearer ${placeholder}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${body}'`,
  ].join('\n');
  return (
    <Paper withBorder p="lg" component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          <FormattedMessage id="ui.keys.example.title" />
        </Title>
        <Text>
          <FormattedMessage id="ui.keys.example.text" values={{ placeholder: <Code>{placeholder}</Code> }} />
        </Text>
        <Code block tabIndex={0}>
          {command}
        </Code>
        <Group>
          <CopyButton value={command} timeout={2000}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                size="sm"
                onClick={copy}
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              >
                <span aria-live="polite">
                  <FormattedMessage id={copied ? 'ui.keys.copied' : 'ui.keys.example.copy'} />
                </span>
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Paper>
  );
}
