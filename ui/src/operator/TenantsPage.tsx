import { Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { IconBuildingStore, IconHeartbeat, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useSearchParams } from 'react-router';
import { api } from '../api/client';
import { Failure } from '../shell/Failure';
import { Nothing } from '../shell/Nothing';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import { CreateTenant } from './CreateTenant';
import type { TenantPage } from './tenants';
import { TenantTable } from './TenantTable';
import { TroubleSummary } from './TroubleSummary';

const POLL_MILLIS = 15_000;

const load = (query: Record<string, string | undefined>) => api.get<TenantPage>('/v1/tenants', query);

/** Every tenant, and first of all those in trouble. */
export function TenantsPage() {
  const [params, setParams] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const q = params.get('q') ?? '';
  const trouble = params.get('trouble') === 'true';
  const set = (name: 'q' | 'trouble', value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  const inTrouble = useQuery({
    queryKey: ['tenants', 'in-trouble'],
    queryFn: () => load({ trouble: 'true', limit: '100' }),
    refetchInterval: POLL_MILLIS,
  });
  const list = useInfiniteQuery({
    queryKey: ['tenants', { q, trouble }],
    queryFn: ({ pageParam }) =>
      load({ q: q || undefined, trouble: trouble ? 'true' : undefined, limit: '50', after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  });
  const rows = (list.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ health }) => !trouble || health.state !== 'sending');
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      <FormattedMessage id="ui.operator.tenants.create" />
    </Button>
  );
  return (
    <Stack gap="lg">
      <PageTitle title="ui.operator.tenants.title" intro="ui.operator.tenants.intro" action={create} />
      <Search
        q={q}
        setQ={(value) => set('q', value)}
        trouble={trouble}
        setTrouble={(on) => set('trouble', on ? 'true' : '')}
      />
      {(list.isPending || inTrouble.isPending) && <RowsLoading />}
      {inTrouble.isSuccess && !trouble && rows.length > 0 && <TroubleSummary page={inTrouble.data} />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <NoTenants q={q} trouble={trouble} />}
      {rows.length > 0 && <TenantTable tenants={rows} />}
      {list.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            <FormattedMessage id="ui.operator.tenants.more" />
          </Button>
        </Group>
      )}
      {creating && <CreateTenant close={() => setCreating(false)} />}
    </Stack>
  );
}

interface SearchProps {
  q: string;
  setQ: (value: string) => void;
  trouble: boolean;
  setTrouble: (on: boolean) => void;
}

function Search({ q, setQ, trouble, setTrouble }: SearchProps) {
  const intl = useIntl();
  const [text, setText] = useState(q);
  const apply = useDebouncedCallback((value: string) => setQ(value.trim()), 300);
  return (
    <Group component="search" align="end" gap="lg">
      <TextInput
        type="search"
        w={{ base: '100%', xs: '22rem' }}
        label={intl.formatMessage({ id: 'ui.operator.tenants.search' })}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          apply(event.currentTarget.value);
        }}
      />
      <Switch
        mb={8}
        label={intl.formatMessage({ id: 'ui.operator.tenants.trouble' })}
        checked={trouble}
        onChange={(event) => setTrouble(event.currentTarget.checked)}
      />
    </Group>
  );
}

function NoTenants({ q, trouble }: { q: string; trouble: boolean }) {
  if (q) {
    return (
      <Nothing icon={IconSearch} title="ui.operator.tenants.noMatch.title" text="ui.operator.tenants.noMatch.text" />
    );
  }
  if (trouble) {
    return (
      <Nothing
        icon={IconHeartbeat}
        title="ui.operator.tenants.noTrouble.title"
        text="ui.operator.tenants.noTrouble.text"
      />
    );
  }
  return (
    <Nothing icon={IconBuildingStore} title="ui.operator.tenants.empty.title" text="ui.operator.tenants.empty.text">
      <Button component={Link} to="/operator/plans" variant="default">
        <FormattedMessage id="ui.operator.plans.title" />
      </Button>
    </Nothing>
  );
}
