import { Stack } from '@mantine/core';
import { useMe } from '../shell/me';
import { MembersOnly } from '../shell/MembersOnly';
import { PageTitle } from '../shell/PageTitle';
import { PeopleSection } from './PeopleSection';

/** Who may open this tenant's pages. */
export function PeoplePage() {
  const me = useMe();
  if (me.kind === 'pages') return <MembersOnly title="ui.people.title" />;
  return (
    <Stack gap="lg">
      <PageTitle title="ui.people.title" intro="ui.people.intro" />
      <PeopleSection roles={['admin', 'viewer']} />
    </Stack>
  );
}
