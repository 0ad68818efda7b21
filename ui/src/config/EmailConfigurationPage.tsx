import { Alert, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconEye, IconInfoCircle } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Failure } from '../shell/Failure';
import { useMe } from '../shell/me';
import { PageTitle } from '../shell/PageTitle';
import { BrandedCard } from './BrandedCard';
import type { Configuration } from './configuration';
import { CustomCard } from './CustomCard';
import { DefaultCard } from './DefaultCard';
import { Incidents } from './Incidents';
import { Status } from './Status';
import { useConfiguration } from './useConfiguration';
import { WaitingMail } from './WaitingMail';

/** How this tenant's mail leaves: the state in words, then the three ways in honest order of preference. */
export function EmailConfigurationPage() {
  const configuration = useConfiguration();
  return (
    <Stack gap="lg">
      <PageTitle title="ui.config.title" intro="ui.config.intro" />
      {configuration.isPending && <Loading />}
      {configuration.isError && !configuration.data && (
        <Failure error={configuration.error} retry={() => void configuration.refetch()} />
      )}
      {configuration.data && <Page configuration={configuration.data} />}
    </Stack>
  );
}

function Page({ configuration }: { configuration: Configuration }) {
  const me = useMe();
  return (
    <>
      <Status configuration={configuration} />
      <Incidents incidents={configuration.incidents ?? []} />
      {configuration.waitingForDecision && <WaitingMail waiting={configuration.waitingForDecision} />}
      {configuration.notices?.map((notice) => (
        <Alert key={notice.code} variant="light" color="blue" role="note" icon={<IconInfoCircle aria-hidden />}>
          {notice.text}
        </Alert>
      ))}
      {!me.canWrite && (
        <Alert variant="light" color="gray" role="note" icon={<IconEye aria-hidden />}>
          <FormattedMessage id="ui.config.readOnly" />
        </Alert>
      )}
      <div>
        <Title order={2}>
          <FormattedMessage id="ui.config.ways" />
        </Title>
        <Text c="dimmed" mt={4}>
          <FormattedMessage id="ui.config.ways.intro" />
        </Text>
      </div>
      {configuration.modes.map((facts) => {
        switch (facts.mode) {
          case 'custom':
            return <CustomCard key={facts.mode} facts={facts} configuration={configuration} />;
          case 'branded':
            return <BrandedCard key={facts.mode} facts={facts} configuration={configuration} />;
          case 'default':
            return <DefaultCard key={facts.mode} facts={facts} configuration={configuration} />;
        }
      })}
    </>
  );
}

function Loading() {
  return (
    <Stack gap="lg" aria-busy="true">
      <Skeleton height={132} radius="lg" />
      {[1, 2, 3].map((card) => (
        <Skeleton key={card} height={210} radius="lg" />
      ))}
    </Stack>
  );
}
