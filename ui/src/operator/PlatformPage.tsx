import { Anchor, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowRight } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { api } from '../api/client';
import { KeysSection } from '../keys/KeysSection';
import { PeopleSection } from '../people/PeopleSection';
import { Failure } from '../shell/Failure';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import type { Platform } from './platform';
import { PlatformRelay } from './PlatformRelay';
import { PlatformSettings } from './PlatformSettings';
import { Section } from '../shell/Section';

/** What holds for every tenant: the platform's mail service and sender, its keys and its operators. */
export function PlatformPage() {
  const platform = useQuery({ queryKey: ['platform'], queryFn: () => api.get<Platform>('/v1/platform') });
  return (
    <Stack gap="lg">
      <PageTitle title="ui.operator.platform.title" intro="ui.operator.platform.intro" />
      <Anchor component={Link} to="/operator/mail-logs" w="fit-content">
        <Group gap={6} component="span">
          <FormattedMessage id="ui.operator.platform.log" />
          <IconArrowRight size={18} aria-hidden />
        </Group>
      </Anchor>
      <Section title="ui.operator.platform.relay.title" hint="ui.operator.platform.relay.hint">
        <PlatformRelay fixed={platform.data?.setByEnvironment.includes('relay') ?? false} />
      </Section>
      {platform.isPending && <RowsLoading />}
      {platform.isError && <Failure error={platform.error} retry={() => void platform.refetch()} />}
      {platform.isSuccess && <PlatformSettings platform={platform.data} />}
      <Section title="ui.operator.platform.keys.title" hint="ui.keys.intro.platform">
        <KeysSection />
      </Section>
      <Section title="ui.operator.platform.operators.title" hint="ui.people.intro.operators">
        <PeopleSection roles={['operator']} />
      </Section>
    </Stack>
  );
}
