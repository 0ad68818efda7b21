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
  const entitled = configuration.modes.some(({ mode, entitled }) => mode === 'custom' && entitled);
  if (!me.canWrite || !entitled) return <Navigate to={path()} replace />;
  const relay = configuration.relay ?? configuration.drafts[0] ?? null;
  return (
    <RelayEditor
      owner="tenant"
      relay={relay}
      done={() => {
        notice.done('ui.config.custom.saved');
        void navigate(path());
      }}
    />
  );
}
