import { Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Nothing } from './Nothing';
import { PageTitle } from './PageTitle';

/** In the place of a page that is for people who have signed in themselves, when somebody came by a link. */
export function MembersOnly({ title }: { title: string }) {
  return (
    <Stack gap="xl">
      <PageTitle title={title} />
      <Nothing icon={IconLock} title="ui.shell.membersOnly.title" text="ui.shell.membersOnly.text" />
    </Stack>
  );
}
