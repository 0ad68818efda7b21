import { Button, Stack } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { ApiProblem } from '../api/problem';
import { Failure } from '../shell/Failure';
import { PageTitle } from '../shell/PageTitle';

/** A link that is wrong, used or too old, and what to do now. */
export function BadLink({ error, retry }: { error: unknown; retry: () => void }) {
  if (!(error instanceof ApiProblem && error.status < 500)) return <Failure error={error} retry={retry} />;
  return (
    <Stack gap="lg">
      <PageTitle title="ui.signin.link.bad.title" intro="ui.signin.link.bad.text" />
      <Button component={Link} to="/forgotten-password">
        <FormattedMessage id="ui.signin.link.bad.again" />
      </Button>
      <Button component={Link} to="/sign-in" variant="default">
        <FormattedMessage id="ui.signin.back" />
      </Button>
    </Stack>
  );
}
