import { Anchor, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link, Navigate } from 'react-router';
import { Failure } from '../shell/Failure';
import { useMe } from '../shell/me';
import { PageTitle } from '../shell/PageTitle';
import { usePath } from '../shell/paths';
import { RowsLoading } from '../shell/RowsLoading';
import type { Configuration } from './configuration';
import { DetourChoice } from './DetourChoice';
import { SecondRelay } from './SecondRelay';
import { useConfiguration } from './useConfiguration';

/** Choosing what mail does while the tenant's own mail service takes none. */
export function DetoursPage() {
  const path = usePath();
  const configuration = useConfiguration();
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={path()} w="fit-content" size="sm">
        <IconArrowLeft size={14} aria-hidden /> <FormattedMessage id="ui.config.title" />
      </Anchor>
      <PageTitle title="ui.detour.page.title" intro="ui.detour.page.intro" />
      {configuration.isPending && <RowsLoading />}
      {configuration.isError && !configuration.data && (
        <Failure error={configuration.error} retry={() => void configuration.refetch()} />
      )}
      {configuration.data && <Choices configuration={configuration.data} />}
    </Stack>
  );
}

function Choices({ configuration }: { configuration: Configuration }) {
  const me = useMe();
  const path = usePath();
  const entitled = configuration.modes.some(({ mode, entitled }) => mode === 'custom' && entitled);
  const { relay } = configuration;
  if (!me.canWrite || !entitled || !relay) return <Navigate to={path()} replace />;
  return (
    <>
      <DetourChoice configuration={configuration} relay={relay} />
      <SecondRelay configuration={configuration} />
    </>
  );
}
