import { expect, test } from '@playwright/test';
import type { Delivery, DeliveryPage } from '../../src/log/deliveries';
import { mergeHead } from '../../src/log/mergeHead';

const delivery = (id: string, state: Delivery['state'] = 'accepted'): Delivery => ({
  id,
  submissionId: `s-${id}`,
  recipient: 'anna@klient.example',
  state,
  subject: id,
  kind: 'message',
  sender: 'shop@shop.example',
  createdAt: '2026-11-23T12:00:00Z',
  updatedAt: '2026-11-23T12:00:00Z',
  attempts: 1,
  nextAttemptAt: null,
  cause: null,
});

const page = (next: string | null, ...items: Delivery[]): DeliveryPage => ({ items, next });
const ids = (pages: DeliveryPage[]) => pages.flatMap((each) => each.items.map((item) => item.id));

test('a row that changed changes where it stands', () => {
  const merged = mergeHead(
    [page(null, delivery('b', 'queued'), delivery('a'))],
    page(null, delivery('b', 'accepted'), delivery('a')),
  );
  expect(merged.pages[0]!.items.map((item) => item.state)).toEqual(['accepted', 'accepted']);
  expect(merged.fresh).toEqual([]);
});

test('new rows are counted, not shown, so that the page does not move', () => {
  const merged = mergeHead([page(null, delivery('a'))], page(null, delivery('c'), delivery('b'), delivery('a')));
  expect(ids(merged.pages)).toEqual(['a']);
  expect(merged.fresh.map((item) => item.id)).toEqual(['c', 'b']);
  expect(merged.gap).toBe(false);
});

test('a row that no longer matches the filter goes; older rows than the newest page stay as they are', () => {
  const merged = mergeHead(
    [page('b', delivery('d'), delivery('c')), page(null, delivery('b'), delivery('a'))],
    page('c', delivery('c')),
  );
  expect(ids(merged.pages)).toEqual(['d', 'c', 'b', 'a'].filter((id) => id !== 'd'));
});

test('more new rows than one page holds leave a gap, which is told', () => {
  const merged = mergeHead([page(null, delivery('a'))], page('d', delivery('e'), delivery('d')));
  expect(merged.gap).toBe(true);
});

test('an empty log takes what came', () => {
  expect(ids(mergeHead([page(null)], page(null, delivery('a'))).pages)).toEqual(['a']);
});
