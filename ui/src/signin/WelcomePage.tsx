import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { useMeAgain } from '../shell/me';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import { BadLink } from './BadLink';
import { linkPath, useLink, type OneTimeLink } from './links';
import { NewPassword, PASSWORD_LENGTH } from './NewPassword';

const FIELDS = ['email', 'password'] as const;

/** Behind an invitation, the operator's first link, or a reset: a password is chosen and the person is signed in. */
export function WelcomePage() {
  const { token = '' } = useParams();
  const link = useLink(token);
  if (link.isPending) return <RowsLoading rows={3} />;
  if (link.isError) return <BadLink error={link.error} retry={() => void link.refetch()} />;
  return <SetPassword token={token} link={link.data} />;
}

function SetPassword({ token, link }: { token: string; link: OneTimeLink }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const meAgain = useMeAgain();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const first = link.purpose === 'welcome' && !link.email;
  const set = useMutation({
    mutationFn: () => api.post(linkPath(token), { password, ...(first ? { email: email.trim() } : {}) }),
    onSuccess: async () => {
      await meAgain();
      void navigate('/', { replace: true });
    },
  });
  const kind = first ? 'first' : link.purpose === 'reset' ? 'reset' : 'welcome';
  return (
    <Stack gap="lg">
      <PageTitle title={`ui.signin.${kind}.title`} intro={`ui.signin.${kind}.intro`} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          set.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            type="email"
            label={intl.formatMessage({ id: 'ui.signin.email' })}
            autoComplete="username"
            value={first ? email : (link.email ?? '')}
            readOnly={!first}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={fieldError(set.error, 'email')}
          />
          <NewPassword value={password} change={setPassword} error={fieldError(set.error, 'password')} />
          <FormFailure error={set.error} fields={FIELDS} />
          <Button
            type="submit"
            size="md"
            loading={set.isPending}
            disabled={password.length < PASSWORD_LENGTH || (first && !email.trim())}
          >
            <FormattedMessage id="ui.signin.set.submit" />
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}
