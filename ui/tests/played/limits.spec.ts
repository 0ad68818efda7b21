import { expect, expectAccessible, OPERATOR, problem, test } from './api';
import { limits, playShop, relay } from './services';

const HERE = '/settings/integrations/email';
const NOW = new Date('2026-11-24T10:00:00Z');

test.use({ timezoneId: 'America/New_York' });

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(NOW);
});

const GOING = limits({
  used: 312,
  percent: 62,
  resetsAt: '2026-11-24T13:20:00Z',
  forecastAt: '2026-11-24T14:40:00Z',
});

const REACHED = limits({
  used: 500,
  percent: 100,
  warning: true,
  reached: true,
  resetsAt: '2026-11-24T13:20:00Z',
});

test('what is used of a limit stands in words, in the tenant’s time', async ({ page, api }) => {
  playShop(api, relay({ limits: { ...GOING, connections: 3, own: { connections: 3 } } }));
  await page.goto(HERE);
  const block = page.getByRole('region', { name: 'Limits' });
  await expect(block).toContainText(
    '312 of 500 messages in the last 24 hours · frees up from 2:20 PM · at this rate reached about 3:40 PM',
  );
  await expect(block).toContainText(
    'up to 3 connections at once · up to 100 recipients a message · lowered in these settings',
  );
  await expect(block.getByRole('status')).toHaveCount(0);
  await expectAccessible(page);
});

test('while mail waits it says until when, and that nothing is lost', async ({ page, api }) => {
  playShop(api, relay({ limits: REACHED }));
  await page.goto(HERE);
  await expect(page.getByRole('region', { name: 'Limits' }).getByRole('status')).toHaveText(
    'The daily limit is reached. Mail waits and leaves from 2:20 PM on its own; nothing is lost.',
  );
  await expectAccessible(page);
});

test('what the provider asked for outlasts the own count, and may end tomorrow', async ({ page, api }) => {
  playShop(api, relay({ limits: { ...REACHED, rest: { until: '2026-11-25T08:05:00Z', cause: 'limit.daily' } } }));
  await page.goto(HERE);
  await expect(page.getByText('leaves from tomorrow, 9:05 AM, on its own')).toBeVisible();
});

test('a short rest is told as what it is', async ({ page, api }) => {
  playShop(api, relay({ limits: { ...GOING, rest: { until: '2026-11-24T10:15:00Z', cause: 'auth.too_many' } } }));
  await page.goto(HERE);
  await expect(page.getByText('asked us to slow down. Mail waits and leaves from 11:15 AM')).toBeVisible();
});

test('without a known limit it only counts', async ({ page, api }) => {
  playShop(api, relay({ limits: limits({ used: 1, limit: null, percent: null }) }));
  await page.goto(HERE);
  await expect(page.getByText('1 message in the last 24 hours. We know of no limit')).toBeVisible();
});

test.describe('in Polish', () => {
  test.use({ locale: 'pl-PL' });

  test('the same, as people say it', async ({ page, api }) => {
    const learned = { ...GOING, perDay: { ...GOING.perDay, learned: true } };
    playShop(api, relay({ limits: { ...learned, connections: 2 } }));
    await page.goto(HERE);
    const block = page.getByRole('region', { name: 'Limity' });
    await expect(block).toContainText(
      '312 z 500 wiadomości w ciągu ostatnich 24 godzin · miejsce zwalnia się od 14:20 · w tym tempie wyczerpie się około 15:40',
    );
    await expect(block).toContainText('do 2 połączeń naraz · do 100 odbiorców na wiadomość');
    await expect(block).toContainText('Gdy zacznie, sami podniesiemy ten limit.');
  });

  for (const [used, said] of [
    [1, '1 wiadomość'],
    [3, '3 wiadomości'],
    [12, '12 wiadomości'],
  ] as const) {
    test(`${said} bez limitu`, async ({ page, api }) => {
      playShop(api, relay({ limits: limits({ used, limit: null, percent: null }) }));
      await page.goto(HERE);
      await expect(page.getByText(`${said} w ciągu ostatnich 24 godzin.`)).toBeVisible();
    });
  }
});

test('the tenant lowers a limit; what is too high is said beside the field', async ({ page, api }) => {
  const asked: unknown[] = [];
  playShop(api, relay({ limits: { ...GOING, own: { recipientsPerMessage: 50 } } }));
  api.plays('PATCH', /^\/v1\/relays\/r1$/, ({ body }) => {
    asked.push(body);
    const { messagesPerDay } = body.limits as { messagesPerDay: number };
    return messagesPerDay > 500
      ? problem(422, 'relay.limit_too_high', 'This is more than your mail service takes.', 'limits.messagesPerDay')
      : { json: relay() };
  });
  await page.goto(HERE);
  await page.getByRole('button', { name: 'Lower limits' }).click();
  const field = page.getByRole('textbox', { name: 'Messages in 24 hours' });
  await expect(page.getByText('At most 500')).toBeVisible();
  await field.fill('900');
  await page.getByRole('button', { name: 'Save limits' }).click();
  await expect(field).toHaveAccessibleDescription(/This is more than your mail service takes/);
  await expectAccessible(page);
  await field.fill('200');
  await page.getByRole('button', { name: 'Save limits' }).click();
  await expect(page.getByText('The limits are saved and hold at once.')).toBeVisible();
  expect(asked.at(-1)).toEqual({ limits: { recipientsPerMessage: 50, messagesPerDay: 200 } });
});

test('the operator says what the account takes', async ({ page, api }) => {
  const asked: unknown[] = [];
  playShop(api, relay({ limits: GOING }));
  api.as(OPERATOR).plays('GET', /^\/v1\/tenants\/shop-1$/, () => ({
    json: { id: 'shop-1', name: 'Flower Shop', plan: 'pro', timeZone: 'Europe/Warsaw' },
  }));
  api.plays('PUT', /^\/v1\/relays\/r1\/limits$/, ({ body }) => {
    asked.push(body);
    return { json: relay() };
  });
  await page.goto(`/t/shop-1${HERE}`);
  await page.getByRole('button', { name: 'Set limits' }).click();
  await expect(page.getByText('The provider publishes 500')).toBeVisible();
  await page.getByRole('textbox', { name: 'Messages in 24 hours' }).fill('2000');
  await page.getByRole('button', { name: 'Save limits' }).click();
  await expect(page.getByText('The limits are saved and hold at once.')).toBeVisible();
  expect(asked).toEqual([{ messagesPerDay: 2000 }]);
});
