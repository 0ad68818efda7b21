import type { Delivery, DeliveryPage } from './deliveries';

export interface Merged {
  pages: DeliveryPage[];
  /** Deliveries newer than everything shown, newest first; not yet among the pages. */
  fresh: Delivery[];
  /** More came than one page holds: between the fresh ones and the shown ones some are missing. */
  gap: boolean;
}

/**
 * Brings the shown pages up to date with the newest page, without moving what a reader is looking at: known rows change in
 * place, rows that no longer match the filter go, new rows are only counted.
 */
export function mergeHead(pages: DeliveryPage[], head: DeliveryPage): Merged {
  const newest = pages.find((page) => page.items.length > 0)?.items[0];
  if (!newest) {
    return { pages: [head], fresh: [], gap: false };
  }
  const now = new Map(head.items.map((item) => [item.id, item]));
  const oldest = head.items.at(-1);
  const covered = (id: string) => head.next === null || (oldest !== undefined && id >= oldest.id);
  const fresh = head.items.filter((item) => item.id > newest.id);
  return {
    pages: pages.map((page) => ({
      ...page,
      items: page.items.flatMap((item) => (covered(item.id) ? (now.get(item.id) ?? []) : item)),
    })),
    fresh,
    gap: head.next !== null && fresh.length === head.items.length,
  };
}
