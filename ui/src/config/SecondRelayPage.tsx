import { Anchor, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link, Navigate, useNavigate } from 'react-router';
import { Failure } from '../shell/Failure';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import { PageTitle } from '../shell/PageTitle';
import { usePath } from '../shell/paths';
import { RowsLoading } from '../shell/RowsLoading';
import type { Configuration } from './configuration';
import { RelayEditor } from './RelayEditor';
import { useConfiguration } from './useConfiguration';

const BACK = 'settings/integrations/email/other-ways';

/** Setting up or changing the mail service that stands by. */
export function SecondRelayPage() {
  const path = usePath();
  const configuration = useConfiguration();
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={path(BACK)} w="fit-content" size="sm">
        <IconArrowLeft size={14} aria-hidden /> <FormattedMessage id="ui.detour.back" />
      </Anchor>
      <PageTitle title="ui.detour.second.editor.title" intro="ui.detour.second.editor.intro" />
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
  const { relay, standby, drafts, modes } = configuration;
  const entitled = modes.some(({ mode, entitled }) => mode === 'custom' && entitled);
  if (!me.canWrite || !entitled || !relay) return <Navigate to={path()} replace />;
  return (
    <RelayEditor
      owner="tenant"
      place="standby"
      relay={standby ?? drafts[0] ?? null}
      done={() => {
        notice.done('ui.detour.second.saved');
        void navigate(path(BACK));
      }}
    />
  );
}
