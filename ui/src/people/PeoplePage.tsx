import { Stack } from '@mantine/core';
import { PageTitle } from '../shell/PageTitle';
import { PeopleSection } from './PeopleSection';

/** Who may open this tenant's pages. */
export function PeoplePage() {
  return (
    <Stack gap="lg">
      <PageTitle title="ui.people.title" intro="ui.people.intro" />
      <PeopleSection roles={['admin', 'viewer']} />
    </Stack>
  );
}
