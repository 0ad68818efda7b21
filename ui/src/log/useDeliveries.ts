import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { actingFor, api } from '../api/client';
import type { DeliveryPage } from './deliveries';
import { toQuery, type Filters } from './filters';
import { mergeHead } from './mergeHead';

const POLL_MILLIS = 4_000;
const PAGE = '50';

/** The mail log under these filters: pages of it, kept up to date from the top while the tab is visible. */
export function useDeliveries(filters: Filters) {
  const client = useQueryClient();
  const query = useMemo(() => toQuery(filters), [filters]);
  const tenant = actingFor();
  const key = useMemo(() => ['deliveries', tenant, query], [tenant, query]);
  const load = (after?: string) => api.get<DeliveryPage>('/v1/deliveries', { ...query, limit: PAGE, after });

  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: Infinity,
    refetchOnMount: 'always',
  });
  const head = useQuery({
    queryKey: ['deliveries-head', tenant, query],
    queryFn: () => load(),
    enabled: list.isSuccess,
    refetchInterval: POLL_MILLIS,
    gcTime: 0,
  });

  const merged = useMemo(
    () => (list.data && head.data ? mergeHead(list.data.pages, head.data) : undefined),
    [list.data, head.data],
  );
  const fresh = merged?.fresh ?? [];
  const pages = merged?.pages ?? list.data?.pages ?? [];

  const showFresh = useCallback(() => {
    const newest = head.data;
    if (!newest) return;
    client.setQueryData<InfiniteData<DeliveryPage, string | undefined>>(key, (old) => {
      if (!old) return old;
      const now = mergeHead(old.pages, newest);
      if (now.gap || now.pages.length === 0) return { pages: [newest], pageParams: [undefined] };
      const [first, ...rest] = now.pages;
      return { ...old, pages: [{ ...first!, items: [...now.fresh, ...first!.items] }, ...rest] };
    });
  }, [client, head.data, key]);

  useAtTop(fresh.length > 0, showFresh);

  return { list, rows: pages.flatMap((page) => page.items), fresh: fresh.length, showFresh };
}

/** New rows come in by themselves only while the top of the page is in view and nobody is working in the list. */
function useAtTop(pending: boolean, show: () => void) {
  useEffect(() => {
    if (!pending) return;
    const idle = () => window.scrollY < 80 && !document.activeElement?.closest('[data-log-list]');
    if (idle()) {
      show();
      return;
    }
    const listen = () => {
      if (idle()) show();
    };
    window.addEventListener('scroll', listen, { passive: true });
    return () => window.removeEventListener('scroll', listen);
  }, [pending, show]);
}
