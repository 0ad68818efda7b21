import { Stack } from '@mantine/core';
import { PageTitle } from '../shell/PageTitle';
import { FirstMessage } from './FirstMessage';
import { KeysSection } from './KeysSection';

/** The keys with which programs act for this tenant. */
export function KeysPage() {
  return (
    <Stack gap="xl">
      <PageTitle title="ui.keys.title" intro="ui.keys.intro" />
      <KeysSection />
      <FirstMessage />
    </Stack>
  );
}
