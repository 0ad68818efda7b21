import { Stack } from '@mantine/core';
import { PageTitle } from '../shell/PageTitle';

/** How this tenant's mail leaves. */
export function EmailConfigurationPage() {
  return (
    <Stack gap="lg">
      <PageTitle title="ui.config.title" intro="ui.config.intro" />
    </Stack>
  );
}
