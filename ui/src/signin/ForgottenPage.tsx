import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconMailForward } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { PageTitle } from '../shell/PageTitle';

/** Asks for a link to set a new password; the answer never tells whether the account exists. */
export function ForgottenPage() {
  const intl = useIntl();
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => api.post('/v1/password-reset', { email: email.trim() }) });
  return (
    <Stack gap="lg">
      <PageTitle title="ui.signin.forgotten.title" intro="ui.signin.forgotten.intro" />
      {ask.isSuccess ? (
        <Alert variant="light" role="status" icon={<IconMailForward aria-hidden />}>
          <Text size="sm">
            <FormattedMessage id="ui.signin.forgotten.sent" values={{ email: email.trim() }} />
          </Text>
        </Alert>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate();
          }}
        >
          <Stack gap="md">
            <TextInput
              type="email"
              label={intl.formatMessage({ id: 'ui.signin.email' })}
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={fieldError(ask.error, 'email')}
            />
            <FormFailure error={ask.error} fields={['email']} />
            <Button type="submit" size="md" loading={ask.isPending} disabled={!email.trim()}>
              <FormattedMessage id="ui.signin.forgotten.submit" />
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} to="/sign-in" size="sm" ta="center">
        <FormattedMessage id="ui.signin.back" />
      </Anchor>
    </Stack>
  );
}
