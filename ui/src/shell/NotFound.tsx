import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { Nothing } from './Nothing';

/** No page has this address. */
export function NotFound() {
  return (
    <Nothing icon={IconMapOff} title="ui.shell.notFound.title" text="ui.shell.notFound.text">
      <Button component={Link} to="/" variant="default">
        <FormattedMessage id="ui.shell.notFound.home" />
      </Button>
    </Nothing>
  );
}
