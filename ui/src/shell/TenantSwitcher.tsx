import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconBuildingStore } from '@tabler/icons-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api/client';
import { useMe } from './me';
import { pathOf } from './paths';

interface Found {
  items: { id: string; name: string }[];
}

/** For operators: choose whose pages to open. */
export function TenantSwitcher() {
  return useMe().kind === 'operator' ? <Switcher /> : null;
}

function Switcher() {
  const intl = useIntl();
  const me = useMe();
  const navigate = useNavigate();
  const { tenantId } = useParams();
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed === me.tenant?.name ? '' : typed, 250);
  const found = useQuery({
    queryKey: ['tenant-switcher', wanted],
    queryFn: () => api.get<Found>('/v1/tenants', { q: wanted, limit: '20' }),
    placeholderData: keepPreviousData,
  });
  const options = new Map((found.data?.items ?? []).map((tenant) => [tenant.id, tenant.name]));
  if (tenantId && me.tenant && !options.has(tenantId)) options.set(tenantId, me.tenant.name);
  return (
    <Select
      w={{ base: 150, sm: 240 }}
      size="sm"
      searchable
      aria-label={intl.formatMessage({ id: 'ui.shell.tenant.choose' })}
      placeholder={intl.formatMessage({ id: 'ui.shell.tenant.choose' })}
      nothingFoundMessage={intl.formatMessage({ id: 'ui.shell.tenant.none' })}
      leftSection={<IconBuildingStore size={18} stroke={1.7} aria-hidden />}
      data={[...options].map(([value, label]) => ({ value, label }))}
      filter={({ options }) => options}
      value={tenantId ?? null}
      onSearchChange={setTyped}
      onChange={(id) => {
        if (id) void navigate(pathOf(id));
      }}
    />
  );
}
