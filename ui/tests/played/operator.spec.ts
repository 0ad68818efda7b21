import type { Tenant } from '../../src/operator/tenants';
import { expect, expectAccessible, OPERATOR, problem, test, type PlayedApi } from './api';

const SHOP: Tenant = {
  id: 'shop-1',
  name: 'Flower Shop',
  plan: 'pro',
  nextPlan: null,
  locale: 'en',
  timeZone: 'Europe/Warsaw',
  contact: 'owner@shop.example',
  mode: 'custom',
  effectiveMode: 'custom',
  health: {
    state: 'waiting',
    text: 'Mail waits.',
    since: '2026-11-23T10:00:00Z',
    cause: {
      code: 'gmail.app_password_required',
      actor: 'tenant',
      text: 'Gmail refused the password.',
      steps: ['Create an app password.'],
    },
  },
  createdAt: '2026-01-01T10:00:00Z',
};
const WELL: Tenant = {
  ...SHOP,
  id: 'shop-2',
  name: 'Book Shop',
  mode: 'default',
  effectiveMode: 'default',
  health: { state: 'sending', text: null, since: null, cause: null },
};

function playPlatform(api: PlayedApi) {
  const tenants = [{ ...SHOP }, { ...WELL }];
  const plans = [
    { name: 'free', modes: ['default'], messagesPerDay: 100, logRetentionDays: 7 },
    { name: 'pro', modes: ['default', 'branded', 'custom'], messagesPerDay: 10_000, logRetentionDays: 90 },
  ];
  api
    .as(OPERATOR)
    .plays('GET', /^\/v1\/tenants$/, ({ query }) => ({
      json: {
        items: tenants.filter(
          ({ name, health }) =>
            name.toLowerCase().includes((query.get('q') ?? '').toLowerCase()) &&
            (query.get('trouble') !== 'true' || health.state !== 'sending'),
        ),
        next: null,
      },
    }))
    .plays('POST', /^\/v1\/tenants$/, ({ body }) => {
      if (body.id === 'shop-1') return problem(409, 'tenant.exists', 'There is a tenant with this id.', 'id');
      const made = { ...WELL, ...body, id: 'shop-3' };
      tenants.push(made);
      return { status: 201, json: made };
    })
    .plays('GET', /^\/v1\/tenants\/(.+)$/, ({ match }) => ({ json: tenants.find(({ id }) => id === match[1]) }))
    .plays('GET', /^\/v1\/tenants\/[^/]+\/platform-mail$/, () => ({ json: { stoppedSince: null } }))
    .plays('PATCH', /^\/v1\/tenants\/(.+)$/, ({ match, body }) => {
      const tenant = tenants.find(({ id }) => id === match[1])!;
      if (body.planFrom) tenant.nextPlan = { plan: String(body.plan), from: String(body.planFrom) };
      else if (body.plan) Object.assign(tenant, { plan: body.plan, nextPlan: null });
      else Object.assign(tenant, body);
      return { json: tenant };
    })
    .plays('DELETE', /^\/v1\/tenants\/(.+)$/, ({ match }) => {
      tenants.splice(
        tenants.findIndex(({ id }) => id === match[1]),
        1,
      );
      return { status: 204 };
    })
    .plays('POST', /^\/v1\/tenants\/[^/]+\/sessions$/, () => ({
      status: 201,
      json: { url: 'http://fromline.example/open/token', expiresAt: '2026-11-23T13:00:00Z' },
    }))
    .plays('GET', /^\/v1\/plans$/, () => ({ json: { items: plans } }))
    .plays('PUT', /^\/v1\/plans\/(.+)$/, ({ match, body }) => {
      const plan = { name: match[1]!, ...body } as (typeof plans)[number];
      plans.splice(
        plans.findIndex(({ name }) => name === plan.name),
        1,
        plan,
      );
      return { json: plan };
    });
}

test('the operator sees at once which tenants are in trouble and why', async ({ page, api }) => {
  playPlatform(api);
  await page.goto('/operator/tenants');
  const summary = page.getByRole('note');
  await expect(summary).toContainText('1 tenant needs attention');
  await expect(summary).toContainText('Gmail refused the password.');
  await expectAccessible(page);
  await page.getByLabel('In trouble only').click();
  await expect(page).toHaveURL(/trouble=true/);
  await expect(page.getByRole('row', { name: /Book Shop/ })).toHaveCount(0);
  await page.getByLabel('In trouble only').click();
  await page.getByLabel('Search by name or id').fill('book');
  await expect(page.getByRole('row', { name: /Flower Shop/ })).toHaveCount(0);
  await page.getByLabel('Search by name or id').fill('nobody');
  await expect(page.getByText('No tenant matches')).toBeVisible();
});

test('a tenant is created; what the server refuses stands beside its field', async ({ page, api }) => {
  playPlatform(api);
  await page.goto('/operator/tenants');
  await page.getByRole('button', { name: 'Create a tenant' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Ceramics');
  await dialog.getByLabel('Id', { exact: true }).fill('shop-1');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByText('There is a tenant with this id.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Id', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ceramics' })).toBeVisible();
});

test('a plan is changed from a date on, after saying what the tenant loses, and the change can be called off', async ({
  page,
  api,
}) => {
  playPlatform(api);
  await page.goto('/operator/tenants/shop-1');
  await expect(page.getByText('The tenant has to fix this.')).toBeVisible();
  await expect(page.getByText('does not include the mode in use')).toBeVisible();
  await page.getByLabel('From a date').check();
  await page.getByRole('button', { name: 'Change plan' }).click();
  await expect(page.getByText('Choose a date and time.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('From', { exact: true }).fill('2099-01-01T00:00');
  await page.getByRole('button', { name: 'Change plan' }).click();
  await expect(page.getByText(/2099/)).toBeVisible();
  await page.getByRole('button', { name: 'Keep the current plan' }).click();
  await expect(page.getByText(/2099/)).toHaveCount(0);
});

test('a link to a tenant’s pages is made and shown with its end', async ({ page, api }) => {
  playPlatform(api);
  await page.goto('/operator/tenants/shop-1');
  await page.getByRole('button', { name: 'Create a link' }).click();
  await expect(page.getByLabel('Link to this tenant’s pages')).toHaveValue('http://fromline.example/open/token');
  await expect(page.getByText(/Works once, until/)).toBeVisible();
});

test('a tenant is deleted only after its id was typed', async ({ page, api }) => {
  playPlatform(api);
  await page.goto('/operator/tenants/shop-1');
  await page.getByRole('button', { name: 'Delete tenant' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Delete tenant' })).toBeDisabled();
  await dialog.getByLabel('To confirm, type shop-1').fill('shop-1');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete tenant' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Flower Shop/ })).toHaveCount(0);
});

test('a plan always keeps the default mode', async ({ page, api }) => {
  playPlatform(api);
  await page.goto('/operator/plans');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Edit the plan free' }).click();
  await expect(page.getByLabel('Default')).toBeDisabled();
  await page.getByLabel('Branded').check();
  await page.getByLabel('Messages a day').fill('250');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /free/ })).toContainText('Branded');
  await expect(page.getByRole('row', { name: /free/ })).toContainText('250');
});

test('the platform’s sender is previewed; what the environment sets cannot be changed', async ({ page, api }) => {
  playPlatform(api);
  let platform = {
    defaultSender: { name: '{tenant} via Market', address: 'mail@market.example' },
    pricingUrl: null as string | null,
    frameAncestors: ['https://admin.market.example'],
    setByEnvironment: [] as string[],
  };
  api
    .plays('GET', /^\/v1\/platform$/, () => ({ json: platform }))
    .plays('PUT', /^\/v1\/platform$/, ({ body }) => ({ json: (platform = { ...platform, ...body }) }))
    .plays('GET', /^\/v1\/(relays|keys|accounts)$/, () => ({ json: { items: [] } }));
  await page.goto('/operator/platform');
  await expect(page.getByText('"Flower Shop via Market" <mail@market.example>')).toBeVisible();
  await expect(page.getByText('There is no mail service yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Link to your pricing page').fill('https://market.example/pricing');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The platform’s settings are saved.')).toBeVisible();
  expect(platform.pricingUrl).toBe('https://market.example/pricing');
  platform = { ...platform, setByEnvironment: ['defaultSender'] };
  await page.reload();
  await expect(page.getByText('FROMLINE_DEFAULT_SENDER')).toBeVisible();
  await expect(page.getByLabel('Sender address')).not.toBeEditable();
});
