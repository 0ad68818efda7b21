import { Stack } from '@mantine/core';
import { useMe } from '../shell/me';
import { MembersOnly } from '../shell/MembersOnly';
import { PageTitle } from '../shell/PageTitle';
import { FirstMessage } from './FirstMessage';
import { KeysSection } from './KeysSection';
import { SmtpAccess } from './SmtpAccess';

/** The keys with which programs act for this tenant. */
export function KeysPage() {
  const me = useMe();
  if (me.kind === 'pages') return <MembersOnly title="ui.keys.title" />;
  return (
    <Stack gap="xl">
      <PageTitle title="ui.keys.title" intro="ui.keys.intro" />
      <KeysSection />
      <FirstMessage />
      <SmtpAccess />
    </Stack>
  );
}
