import { Box, Button } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Nothing } from './Nothing';

/** The page itself failed, for example because a newer version was put up while it was open. */
export function Broken() {
  return (
    <Box maw={560} mx="auto" my="10vh" px="md" component="main">
      <Nothing icon={IconMoodSad} title="ui.shell.broken.title" text="ui.shell.broken.text">
        <Button onClick={() => window.location.reload()}>
          <FormattedMessage id="ui.shell.broken.reload" />
        </Button>
      </Nothing>
    </Box>
  );
}
