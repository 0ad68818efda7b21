import { Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import { grouped, looksLike, useProviders, type Provider } from '../config/providers';
import { Failure } from '../shell/Failure';
import { Nothing } from '../shell/Nothing';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import { ProviderEntry } from './ProviderEntry';

/** The catalogue of mail providers, to be searched and read. */
export function ProvidersPage() {
  const providers = useProviders();
  return (
    <Stack gap="lg">
      <PageTitle title="ui.providers.title" intro="ui.providers.intro" />
      {providers.isPending && <RowsLoading />}
      {providers.isError && <Failure error={providers.error} retry={() => void providers.refetch()} />}
      {providers.isSuccess && <Catalogue providers={providers.data} />}
    </Stack>
  );
}

function Catalogue({ providers }: { providers: Provider[] }) {
  const intl = useIntl();
  const [search, setSearch] = useSearchParams();
  const words = search.get('q') ?? '';
  const wanted = useDeferredValue(words);
  const shown = providers.filter((provider) => looksLike(provider, wanted));
  return (
    <>
      <search>
        <TextInput
          type="search"
          maw="28rem"
          label={intl.formatMessage({ id: 'ui.providers.search' })}
          placeholder={intl.formatMessage({ id: 'ui.providers.search.example' })}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={words}
          onChange={({ currentTarget: { value } }) =>
            setSearch(value ? { q: value } : {}, { replace: true, preventScrollReset: true })
          }
        />
      </search>
      <Text size="sm" c="dimmed" role="status">
        <FormattedMessage id="ui.providers.count" values={{ count: shown.length }} />
      </Text>
      {shown.length === 0 && (
        <Nothing icon={IconSearch} title="ui.providers.none.title" text="ui.providers.none.text" />
      )}
      {grouped(shown).map(({ name, providers: members }) => (
        <section key={name} aria-label={name || undefined}>
          {name && (
            <Title order={2} size="h4" mb="sm">
              {name}
            </Title>
          )}
          <Stack gap="xs">
            {members.map((provider) => (
              <ProviderEntry key={provider.id} provider={provider} />
            ))}
          </Stack>
        </section>
      ))}
    </>
  );
}
