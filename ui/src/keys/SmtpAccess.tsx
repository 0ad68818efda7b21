import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { FormattedMessage, useIntl } from 'react-intl';
import { CopyField } from '../shell/CopyField';
import { useMe } from '../shell/me';
import { useKeys } from './useKeys';

/** What to enter in a program that can only send by SMTP; nothing where the server takes no mail that way. */
export function SmtpAccess() {
  const intl = useIntl();
  const me = useMe();
  const submission = useKeys().data?.submission;
  if (!submission || !me.tenant) return null;
  return (
    <Paper withBorder p="lg" component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          <FormattedMessage id="ui.keys.smtp.title" />
        </Title>
        <Text>
          <FormattedMessage id="ui.keys.smtp.text" />
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <CopyField label="ui.keys.smtp.server" value={submission.host} />
          {submission.port && <CopyField label="ui.keys.smtp.port" value={String(submission.port)} />}
          {submission.tlsPort && <CopyField label="ui.keys.smtp.port.tls" value={String(submission.tlsPort)} />}
          <CopyField label="ui.keys.smtp.user" value={me.tenant.id} />
        </SimpleGrid>
        <Text>
          <strong>{intl.formatMessage({ id: 'ui.keys.smtp.password' })}</strong>:{' '}
          <FormattedMessage id="ui.keys.smtp.password.text" />
        </Text>
      </Stack>
    </Paper>
  );
}
