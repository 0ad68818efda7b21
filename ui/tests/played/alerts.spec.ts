import type { Page } from '@playwright/test';
import { ADMIN, expect, expectAccessible, OPERATOR, problem, test, VIEWER, type PlayedApi } from './api';

const KINDS = [
  'relay.held',
  'relay.paused',
  'limit.near',
  'limit.reached',
  'backlog.growing',
  'sender.bouncing',
  'relay.check_failed',
  'certificate.ending',
  'domain.broken',
  'fallback.used',
];

function incident(id: string, state: 'open' | 'over') {
  return {
    id,
    kind: 'relay.held',
    state,
    title: 'Mail is waiting: smtp.shop.example takes no more',
    text: state === 'open' ? 'The log-in was refused.' : 'All clear: smtp.shop.example takes mail again.',
    cause: null,
    steps: state === 'open' ? ['Enter the new password.'] : [],
    button: 'Open Email configuration',
    link: 'http://localhost/settings/integrations/email',
    since: '2026-11-22T10:00:00Z',
    endedAt: state === 'over' ? '2026-11-22T11:00:00Z' : null,
  };
}

function playAlerts(api: PlayedApi, incidents = [incident('i1', 'open'), incident('i2', 'over')]) {
  const settings = {
    addresses: ['books@shop.example'],
    kinds: KINDS,
    allKinds: KINDS,
    toldNow: ['books@shop.example'],
  };
  const webhooks: object[] = [];
  api
    .plays('GET', /^\/v1\/alerts$/, () => ({ json: { items: incidents } }))
    .plays('GET', /^\/v1\/alerts\/settings$/, () => ({ json: settings }))
    .plays('PUT', /^\/v1\/alerts\/settings$/, ({ body }) => {
      const addresses = body.addresses as string[];
      if (addresses.some((address) => !address.includes('@'))) {
        return problem(422, 'address.invalid', 'This is not an email address.', 'addresses');
      }
      Object.assign(settings, { addresses, kinds: body.kinds, toldNow: addresses });
      return { json: settings };
    })
    .plays('GET', /^\/v1\/webhooks$/, () => ({ json: { items: webhooks } }))
    .plays('POST', /^\/v1\/webhooks$/, ({ body }) => {
      const url = String(body.url);
      if (!url.startsWith('https://')) return problem(422, 'webhook.address', 'It must begin with https://.', 'url');
      const made = { id: 'w1', url, createdAt: '2026-11-23T10:00:00Z' };
      webhooks.push({ ...made, disabledAt: null, lastSuccessAt: null, lastFailureAt: null, lastFailure: null });
      return { status: 201, json: { ...made, secret: 'whsec_c2VjcmV0' } };
    })
    .plays('POST', /^\/v1\/webhooks\/w1\/test$/, () => {
      Object.assign(webhooks[0]!, { lastFailureAt: new Date().toISOString(), lastFailure: '503' });
      return { status: 202 };
    })
    .plays('DELETE', /^\/v1\/webhooks\/w1$/, () => {
      webhooks.pop();
      return { status: 204 };
    });
  return settings;
}

test('what is open leads to what mends it, and what is over stays to be read', async ({ page, api }) => {
  playAlerts(api);
  await page.goto('/settings/integrations/alerts');
  const open = page.getByRole('region', { name: 'Open now' });
  await expect(open.getByText('The log-in was refused.')).toBeVisible();
  await expect(open.getByRole('link', { name: 'Open Email configuration' })).toHaveAttribute(
    'href',
    '/settings/integrations/email',
  );
  await expect(page.getByRole('region', { name: 'Over' }).getByText('All clear')).toBeVisible();
  await expectAccessible(page);
});

test('who is told is chosen; what is no address is said beside the field', async ({ page, api }) => {
  const settings = playAlerts(api, []);
  await page.goto('/settings/integrations/alerts');
  await expect(page.getByText('Nothing is wrong')).toBeVisible();
  const save = page.getByRole('button', { name: 'Save who is told' });
  await expect(save).toBeDisabled();
  const field = page.getByLabel('Addresses to tell').and(page.locator('input'));
  await field.fill('nobody');
  await field.press('Enter');
  await save.click();
  await expect(page.getByText('This is not an email address.')).toBeVisible();
  await field.press('Backspace');
  await field.fill('night@shop.example,');
  await page.getByRole('checkbox', { name: 'the mail service asks for a break' }).uncheck();
  await save.click();
  await expect(page.getByText('Told now: books@shop.example and night@shop.example')).toBeVisible();
  expect(settings.kinds).toEqual(KINDS.filter((kind) => kind !== 'relay.paused'));
  await expectAccessible(page);
});

/** Refuses each saving for the token it carries, while the cookie, as by another tab's answer, has a new one by then. Tells the tokens. */
async function overtake(page: Page) {
  const tokens: (string | undefined)[] = [];
  const cookie = (value: string) =>
    page.context().addCookies([{ name: 'fromline_csrf', value, url: new URL(page.url()).origin }]);
  await cookie('token-0');
  await page.route(/\/v1\/alerts\/settings$/, async (route) => {
    if (route.request().method() !== 'PUT') return route.fallback();
    tokens.push(route.request().headers()['x-csrf-token']);
    await cookie(`token-${tokens.length}`);
    const { status, json } = problem(403, 'access.csrf', 'This page is out of date: reload it.');
    return route.fulfill({ status: status!, contentType: 'application/problem+json', body: JSON.stringify(json) });
  });
  return tokens;
}

test('what another answer overtook with a new token is sent once more, then the page says what to do', async ({
  page,
  api,
}) => {
  playAlerts(api, []);
  await page.goto('/settings/integrations/alerts');
  const tokens = await overtake(page);
  await page.getByRole('checkbox', { name: 'the mail service asks for a break' }).uncheck();
  await page.getByRole('button', { name: 'Save who is told' }).click();
  await expect(page.getByText('This page is out of date')).toBeVisible();
  expect(tokens).toEqual(['token-0', 'token-1']);
});

test('a webhook is added, shows its secret once, is tried and removed', async ({ page, api }) => {
  playAlerts(api, []);
  await page.goto('/settings/integrations/alerts');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const address = page.getByLabel('Address to call');
  await address.fill('http://shop.example/hook');
  await page.getByRole('button', { name: 'Add it and show its secret' }).click();
  await expect(page.getByText('It must begin with https://.')).toBeVisible();
  await address.fill('https://shop.example/hook');
  await page.getByRole('button', { name: 'Add it and show its secret' }).click();
  await expect(page.getByLabel('Signing secret')).toHaveValue('whsec_c2VjcmV0');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have stored the secret' }).click();
  await expect(page.getByText('never called yet')).toBeVisible();
  await page.getByRole('button', { name: 'Send a test to https://shop.example/hook' }).click();
  await expect(page.getByText('it answered 503')).toBeVisible();
  await page.getByRole('button', { name: 'Remove https://shop.example/hook' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).last().click();
  await expect(page.getByText('No webhook yet.')).toBeVisible();
});

test('a viewer reads all of it and changes nothing', async ({ page, api }) => {
  playAlerts(api.as(VIEWER));
  await page.goto('/settings/integrations/alerts');
  await expect(page.getByText('The log-in was refused.')).toBeVisible();
  await expect(page.getByRole('button', { name: /save|add|remove/i })).toHaveCount(0);
  await expect(page.getByRole('checkbox').first()).toBeDisabled();
});

test.describe('in Polish, on a phone', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });

  test('the page fits and speaks Polish', async ({ page, api }) => {
    playAlerts(api.as({ ...ADMIN, locale: 'pl' }));
    await page.goto('/settings/integrations/alerts');
    await expect(page.getByRole('heading', { level: 1, name: 'Powiadomienia' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Dodaj webhook' })).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
});

test('the operator reads what servers said that nobody knows, and takes it along', async ({ page, api, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  api.as(OPERATOR).plays('GET', /^\/v1\/platform\/unknown-replies$/, () => ({
    json: {
      items: [
        {
          provider: 'ovh',
          phase: 'data',
          code: 554,
          text: '5.7.1 The frobnicator objects',
          cause: 'content.refused',
          times: 12,
          firstSeenAt: '2026-11-20T10:00:00Z',
          lastSeenAt: '2026-11-22T10:00:00Z',
        },
      ],
    },
  }));
  await page.goto('/operator/unknown-replies');
  await expect(page.getByText('554 5.7.1 The frobnicator objects')).toBeVisible();
  await page.getByRole('button', { name: 'Copy as JSON' }).click();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as object;
  expect(copied).toEqual({ provider: 'ovh', phase: 'data', code: 554, text: '5.7.1 The frobnicator objects' });
  await expectAccessible(page);
});

test('without unknown replies the page says so', async ({ page, api }) => {
  api.as(OPERATOR).plays('GET', /^\/v1\/platform\/unknown-replies$/, () => ({ json: { items: [] } }));
  await page.goto('/operator/unknown-replies');
  await expect(page.getByText('Every reply so far was understood')).toBeVisible();
});
