import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { ApiProblem } from '../api/problem';
import { Nothing } from './Nothing';
import { useWords } from './notice';

/** What could not be shown, why, and a button to try again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const intl = useIntl();
  const words = useWords();
  if (error instanceof ApiProblem && error.status === 403) {
    return <Nothing icon={IconLock} title="ui.shell.noPermission.title" text="ui.shell.noPermission.text" />;
  }
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={intl.formatMessage({ id: 'ui.shell.failure.title' })}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{words(error)}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            <FormattedMessage id="ui.shell.retry" />
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
