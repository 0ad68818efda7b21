import { Button, Group, NativeSelect, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { useChooseLanguage } from '../shell/LanguageSwitch';
import { useMe } from '../shell/me';
import { MembersOnly } from '../shell/MembersOnly';
import { useNotice } from '../shell/notice';
import { PageTitle } from '../shell/PageTitle';
import { useSignOut } from '../shell/signOut';
import { useLanguage } from '../text/LanguageProvider';
import { LANGUAGES, type Language } from '../text/languages';
import { NewPassword, PASSWORD_LENGTH } from './NewPassword';

/** One's own account: language, password, and signing out everywhere. */
export function ProfilePage() {
  const me = useMe();
  const signOut = useSignOut();
  if (me.kind === 'pages') return <MembersOnly title="ui.signin.profile.title" />;
  return (
    <Stack gap="lg" maw={640}>
      <PageTitle title="ui.signin.profile.title" />
      <Text c="dimmed">{me.email}</Text>
      <Matter title="ui.signin.profile.language">
        <LanguageField />
      </Matter>
      <Matter title="ui.signin.profile.password">
        <ChangePassword />
      </Matter>
      <Matter title="ui.signin.profile.everywhere">
        <Text size="sm">
          <FormattedMessage id="ui.signin.profile.everywhere.text" />
        </Text>
        <Group>
          <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate(true)}>
            <FormattedMessage id="ui.signin.profile.everywhere.submit" />
          </Button>
        </Group>
      </Matter>
    </Stack>
  );
}

function Matter({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby={heading}>
      <Stack gap="md">
        <Title order={2} size="h4" id={heading}>
          <FormattedMessage id={title} />
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}

function LanguageField() {
  const intl = useIntl();
  const { language } = useLanguage();
  const choose = useChooseLanguage();
  return (
    <NativeSelect
      maw={280}
      label={intl.formatMessage({ id: 'ui.signin.profile.language.label' })}
      description={intl.formatMessage({ id: 'ui.signin.profile.language.hint' })}
      data={LANGUAGES}
      value={language}
      onChange={(event) => choose(event.currentTarget.value as Language)}
    />
  );
}

const FIELDS = ['currentPassword', 'newPassword'] as const;

function ChangePassword() {
  const intl = useIntl();
  const me = useMe();
  const notice = useNotice();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => api.patch('/v1/me', { currentPassword: current, newPassword: next }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      notice.done('ui.signin.profile.password.done');
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <Stack gap="md" maw={360}>
        <input type="text" name="username" autoComplete="username" value={me.email ?? ''} readOnly hidden />
        <PasswordInput
          label={intl.formatMessage({ id: 'ui.signin.profile.password.current' })}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={fieldError(change.error, 'currentPassword')}
          visibilityToggleButtonProps={{ 'aria-label': intl.formatMessage({ id: 'ui.signin.password.show' }) }}
        />
        <NewPassword value={next} change={setNext} error={fieldError(change.error, 'newPassword')} />
        <FormFailure error={change.error} fields={FIELDS} />
        <Group>
          <Button type="submit" loading={change.isPending} disabled={!current || next.length < PASSWORD_LENGTH}>
            <FormattedMessage id="ui.signin.profile.password.submit" />
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
