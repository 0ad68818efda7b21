import { Anchor, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, Navigate, useSearchParams } from 'react-router';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { useMe, useMeAgain } from '../shell/me';
import { PageTitle } from '../shell/PageTitle';
import { DemoAccounts } from './DemoAccounts';
import { inside } from './inside';

const FIELDS = ['email', 'password'] as const;

/** E-mail and password; in the demo the accounts stand below. */
export function SignInPage() {
  const intl = useIntl();
  const me = useMe();
  const meAgain = useMeAgain();
  const [search] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const logIn = useMutation({
    mutationFn: (account: { email: string; password: string; tenant?: string }) => api.post('/v1/log-in', account),
    onSuccess: meAgain,
  });
  if (me.kind !== 'anonymous') return <Navigate to={inside(search.get('to'))} replace />;
  return (
    <Stack gap="lg">
      <PageTitle title="ui.signin.title" intro="ui.signin.intro" />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          logIn.mutate({ email: email.trim(), password });
        }}
      >
        <Stack gap="md">
          <TextInput
            type="email"
            label={intl.formatMessage({ id: 'ui.signin.email' })}
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={fieldError(logIn.error, 'email')}
          />
          <PasswordInput
            label={intl.formatMessage({ id: 'ui.signin.password' })}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={fieldError(logIn.error, 'password')}
            visibilityToggleButtonProps={{ 'aria-label': intl.formatMessage({ id: 'ui.signin.password.show' }) }}
          />
          <FormFailure error={logIn.error} fields={FIELDS} />
          <Button type="submit" size="md" loading={logIn.isPending} disabled={!email.trim() || !password}>
            <FormattedMessage id="ui.signin.submit" />
          </Button>
        </Stack>
      </form>
      <Group justify="center">
        <Anchor component={Link} to="/forgotten-password" size="sm">
          <FormattedMessage id="ui.signin.forgotten" />
        </Anchor>
      </Group>
      {me.demo && <DemoAccounts busy={logIn.isPending} logIn={logIn.mutate} />}
    </Stack>
  );
}
