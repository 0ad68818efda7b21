import { Anchor, Paper, Stack, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { Failure } from '../shell/Failure';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import { PageTitle } from '../shell/PageTitle';
import { usePath } from '../shell/paths';
import { RowsLoading } from '../shell/RowsLoading';
import type { Configuration } from './configuration';
import { RelayEditor } from './RelayEditor';
import type { Relay } from './relays';
import { ReplacePassword } from './ReplacePassword';
import { useConfiguration } from './useConfiguration';

/** Setting up or changing the tenant's own mail service. */
export function RelayPage() {
  const path = usePath();
  const configuration = useConfiguration();
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={path()} w="fit-content" size="sm">
        <IconArrowLeft size={14} aria-hidden /> <FormattedMessage id="ui.config.title" />
      </Anchor>
      <PageTitle title="ui.config.custom.editor.title" intro="ui.config.custom.editor.intro" />
      {configuration.isPending && <RowsLoading />}
      {configuration.isError && !configuration.data && (
        <Failure error={configuration.error} retry={() => void configuration.refetch()} />
      )}
      {configuration.data && <Editor configuration={configuration.data} />}
    </Stack>
  );
}

function Editor({ configuration }: { configuration: Configuration }) {
  const me = useMe();
  const path = usePath();
  const notice = useNotice();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const entitled = configuration.modes.some(({ mode, entitled }) => mode === 'custom' && entitled);
  if (!me.canWrite || !entitled) return <Navigate to={path()} replace />;
  if (search.has('password') && configuration.relay) {
    return <Replace relay={configuration.relay} />;
  }
  const relay = configuration.relay ?? configuration.drafts[0] ?? null;
  return (
    <RelayEditor
      owner="tenant"
      relay={relay}
      begin={{ provider: search.get('provider'), address: search.get('address') }}
      done={() => {
        notice.done('ui.config.custom.saved');
        void navigate(path());
      }}
    />
  );
}

/** Only the password, with a way to all the rest. */
function Replace({ relay }: { relay: Relay }) {
  const path = usePath();
  const notice = useNotice();
  const navigate = useNavigate();
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="replace">
      <Stack gap="md" maw="44rem">
        <Title order={2} size="h3" id="replace">
          <FormattedMessage id="ui.config.custom.password" />
        </Title>
        <ReplacePassword
          relay={relay}
          done={() => {
            notice.done('ui.config.password.done');
            void navigate(path());
          }}
        />
        <Anchor component={Link} to={path('settings/integrations/email/custom')} size="sm" w="fit-content">
          <FormattedMessage id="ui.config.password.all" />
        </Anchor>
      </Stack>
    </Paper>
  );
}
