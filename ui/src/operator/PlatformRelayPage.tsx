import { Anchor, Group, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link, useNavigate } from 'react-router';
import { RelayEditor } from '../config/RelayEditor';
import { Failure } from '../shell/Failure';
import { useNotice } from '../shell/notice';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import { usePlatformRelay } from './usePlatformRelay';

/** Setting up or changing the platform's mail service. */
export function PlatformRelayPage() {
  const notice = useNotice();
  const navigate = useNavigate();
  const relay = usePlatformRelay();
  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/operator/platform" w="fit-content">
        <Group gap={6} component="span">
          <IconArrowLeft size={18} aria-hidden />
          <FormattedMessage id="ui.operator.platform.back" />
        </Group>
      </Anchor>
      <PageTitle title="ui.operator.platform.relay.page.title" intro="ui.operator.platform.relay.page.intro" />
      {relay.isPending && <RowsLoading />}
      {relay.isError && !relay.data && <Failure error={relay.error} retry={() => void relay.refetch()} />}
      {relay.data !== undefined && (
        <RelayEditor
          owner="platform"
          relay={relay.data}
          done={() => {
            notice.done('ui.operator.platform.relay.saved');
            void navigate('/operator/platform');
          }}
        />
      )}
    </Stack>
  );
}
