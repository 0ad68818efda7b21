import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery } from '../../src/log/deliveries';
import { expect, expectAccessible, problem, test, VIEWER, type PlayedApi } from './api';
import { attempt, delivery, MESSAGE, refused, refusedDetail } from './samples';

const LOG = '/settings/integrations/mail-logs';

/** A mail log of these deliveries, newest first, filtered and paged as the server does it. */
function playLog(api: PlayedApi, deliveries: () => Delivery[]) {
  api.plays('GET', /^\/v1\/deliveries$/, ({ query }) => {
    const wanted = deliveries().filter(
      (each) =>
        (!query.get('state') || each.state === query.get('state')) &&
        (!query.get('recipient') || each.recipient.includes(query.get('recipient')!)),
    );
    const from = query.get('after') ? wanted.findIndex(({ id }) => id === query.get('after')) + 1 : 0;
    const items = wanted.slice(from, from + Number(query.get('limit')));
    const more = from + items.length < wanted.length;
    return { json: { items, next: more ? items.at(-1)!.id : null } };
  });
}

function playDelivery(api: PlayedApi, part = {}) {
  const shown = { ...refusedDetail(7), ...part };
  api.plays('GET', /^\/v1\/deliveries\/([^/]+)$/, () => ({ json: shown }));
  api.plays('GET', /^\/v1\/deliveries\/[^/]+\/message$/, () => ({ json: MESSAGE }));
  return shown;
}

const many = (count: number) => Array.from({ length: count }, (_, at) => delivery(count - at));

test('the log shows state, cause and recipient in words, and leads on to older mail', async ({ page, api }) => {
  playLog(api, () => [refused(100), ...many(60)]);
  await page.goto(LOG);
  await expect(page.getByRole('heading', { level: 1, name: 'Mail logs' })).toBeVisible();
  const first = page.getByRole('row').nth(1);
  await expect(first).toContainText('Failed');
  await expect(first).toContainText('There is no such mailbox');
  await expect(page.getByRole('row')).toHaveCount(51);
  await page.getByRole('button', { name: 'Show older' }).click();
  await expect(page.getByRole('row')).toHaveCount(62);
  await expect(page.getByText('That is everything kept in the log.')).toBeVisible();
  await expectAccessible(page);
});

test('new mail does not move what one is reading; it is announced and shown on request', async ({ page, api }) => {
  const log = many(50);
  playLog(api, () => log);
  await page.goto(LOG);
  await expect(page.getByRole('row')).toHaveCount(51);
  await page.mouse.wheel(0, 1200);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(600);
  const read = page.getByRole('link', { name: 'Order 25', exact: true });
  const before = await read.boundingBox();
  log.unshift(delivery(52, { subject: 'Newest' }), delivery(51));
  await expect(page.getByRole('button', { name: 'Show 2 new messages' })).toBeVisible();
  expect(await read.boundingBox()).toEqual(before);
  await page.getByRole('button', { name: 'Show 2 new messages' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('Newest');
});

test('a state that changes shows by itself', async ({ page, api }) => {
  const log = [delivery(1, { state: 'queued' })];
  playLog(api, () => log);
  await page.goto(LOG);
  await expect(page.getByRole('row').nth(1)).toContainText('Queued');
  log[0] = delivery(1, { state: 'accepted' });
  await expect(page.getByRole('row').nth(1)).toContainText('Sent');
});

test('filters stand in the address, survive going back, and can be cleared', async ({ page, api }) => {
  playLog(api, () => [refused(3), delivery(2, { recipient: 'jan@kupujacy.example' }), delivery(1)]);
  playDelivery(api);
  await page.goto(LOG);
  await page.getByLabel('State').selectOption('failed');
  await expect(page).toHaveURL(/state=failed/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: 'Your parcel' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your parcel');
  await page.getByRole('link', { name: 'Back to Mail logs' }).click();
  await expect(page).toHaveURL(/state=failed/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.getByLabel('Recipient').fill('nobody');
  await expect(page.getByText('No message matches these filters')).toBeVisible();
});

test('an empty log says what will come; a forbidden one says whom to ask', async ({ page, api }) => {
  playLog(api, () => []);
  await page.goto(LOG);
  await expect(page.getByText('Nothing has been sent yet')).toBeVisible();
  api.plays('GET', /^\/v1\/deliveries$/, () => problem(403, 'access.denied', 'Not for you.'));
  await page.goto(LOG);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(/not open to you/);
  await expectAccessible(page);
});

test('on a phone the log is a list of cards and nothing overflows', async ({ page, api }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  playLog(api, () => [refused(2), delivery(1, { recipient: `${'long.'.repeat(20)}name@klient.example` })]);
  await page.goto(LOG);
  await expect(page.getByRole('listitem').filter({ hasText: 'Your parcel' })).toContainText('Failed');
  await expect(page.getByRole('table')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Filters' }).click();
  await expect(page.getByLabel('Recipient')).toBeVisible();
  await expectAccessible(page);
});

test('a delivery tells what went wrong, who can mend it, why it went this way, and what comes next', async ({
  page,
  api,
}) => {
  const shown = playDelivery(api);
  await page.goto(`${LOG}/${shown.id}`);
  await expect(page.getByText('There is no such mailbox')).toBeVisible();
  await expect(page.getByText('Only the recipient can fix this.')).toBeVisible();
  await expect(page.getByText('550 5.1.1 No such user')).toBeVisible();
  await expect(page.getByText('We do not try again by ourselves.')).toBeVisible();
  await expect(page.getByText('Your own: smtp.shop.example')).toBeVisible();
  await page.getByText('Conversation with the server').click();
  await expect(page.getByText('C: AUTH PLAIN ********')).toBeVisible();
  await expectAccessible(page);
});

test('the preview of a message can neither run scripts nor load anything', async ({ page, api }) => {
  const spied: string[] = [];
  const spy = createServer((request, response) => {
    spied.push(request.url ?? '');
    response.end();
  }).listen(0, '127.0.0.1');
  await once(spy, 'listening');
  const { port } = spy.address() as AddressInfo;
  const shown = playDelivery(api);
  api.plays('GET', /^\/v1\/deliveries\/[^/]+\/message$/, () => ({
    json: { ...MESSAGE, html: MESSAGE.html.replaceAll('127.0.0.1:9', `127.0.0.1:${port}`) },
  }));
  await page.goto(`${LOG}/${shown.id}`);
  const preview = page.frameLocator('iframe');
  await expect(preview.getByText('Hello Anna')).toBeVisible();
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', '');
  await expect(page).toHaveTitle(/Your parcel/);
  await page.waitForLoadState('networkidle');
  spy.close();
  expect(spied).toEqual([]);
  await page.getByRole('tab', { name: 'Headers' }).click();
  await expect(page.getByText('"Flower Shop" <orders@shop.example>').last()).toBeVisible();
});

test('sending again what may have arrived warns of a double', async ({ page, api }) => {
  const shown = playDelivery(api, { attempts: [attempt({ outcome: 'uncertain', next: 'give-up' })] });
  api.plays('POST', /^\/v1\/submissions\/s-7\/resend$/, () => ({
    status: 202,
    json: { id: 's-8', deliveries: [{ id: delivery(8).id, recipient: shown.recipient, state: 'queued' }] },
  }));
  await page.goto(`${LOG}/${shown.id}`);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('dialog')).toContainText('may receive it twice');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await expect(page).toHaveURL(new RegExp(delivery(8).id));
});

test('waiting mail can be tried now or cancelled, by those who may', async ({ page, api }) => {
  const shown = playDelivery(api, { state: 'queued', attempts: [] });
  api.plays('POST', /\/retry$/, () => ({ json: {} })).plays('POST', /\/cancel$/, () => ({ json: {} }));
  await page.goto(`${LOG}/${shown.id}`);
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByText('Trying now.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel sending' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(api.asked).not.toContain(`POST /v1/deliveries/${shown.id}/cancel`);
  await page.getByRole('button', { name: 'Cancel sending' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel sending' }).click();
  await expect.poll(() => api.asked).toContain(`POST /v1/deliveries/${shown.id}/cancel`);
  api.as(VIEWER);
  await page.reload();
  await expect(page.getByText('Your role lets you look, not change.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try now' })).toHaveCount(0);
});

test('held mail waits for its mail service, which is one link away', async ({ page, api }) => {
  const shown = playDelivery(api, { state: 'held' });
  await page.goto(`${LOG}/${shown.id}`);
  await expect(page.getByText('The message is kept and leaves by itself')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try now' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Go to Email configuration' })).toHaveAttribute(
    'href',
    /integrations\/email$/,
  );
});

test('a delivery that is gone says so', async ({ page, api }) => {
  api.plays('GET', /^\/v1\/deliveries\/[^/]+$/, () => problem(404, 'not_found', 'There is no such thing.'));
  await page.goto(`${LOG}/${delivery(1).id}`);
  await expect(page.getByText('This message is not in the log')).toBeVisible();
});

test('the log speaks Polish', async ({ page, api }) => {
  playLog(api, () => many(50));
  await page.goto(`${LOG}?lang=pl`);
  await expect(page.getByRole('heading', { level: 1, name: 'Dziennik poczty' })).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText('Wysłana');
});
