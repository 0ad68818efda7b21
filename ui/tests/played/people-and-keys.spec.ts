import { ADMIN, expect, expectAccessible, problem, test, VIEWER, type PlayedApi } from './api';

function playPeople(api: PlayedApi) {
  const items = [
    { id: 'a1', email: ADMIN.email, role: 'admin', state: 'active', createdAt: '2026-10-01T10:00:00Z' },
    { id: 'a2', email: 'books@shop.example', role: 'viewer', state: 'invited', createdAt: '2026-11-01T10:00:00Z' },
  ];
  api
    .plays('GET', /^\/v1\/accounts$/, () => ({ json: { items } }))
    .plays('POST', /^\/v1\/accounts$/, ({ body }) => {
      if (!String(body.email).includes('@')) {
        return problem(422, 'account.email_invalid', 'This is not an email address.', 'email');
      }
      const known = items.find(({ email }) => email === body.email);
      if (known) return { status: 201, json: known };
      const made = {
        id: 'a3',
        email: String(body.email),
        role: String(body.role),
        state: 'invited',
        createdAt: '2026-11-23T10:00:00Z',
      };
      items.push(made);
      return { status: 201, json: made };
    })
    .plays('PATCH', /^\/v1\/accounts\/(.+)$/, ({ match, body }) => {
      const account = items.find(({ id }) => id === match[1])!;
      account.role = String(body.role);
      return { json: account };
    })
    .plays('DELETE', /^\/v1\/accounts\/(.+)$/, ({ match }) => {
      items.splice(
        items.findIndex(({ id }) => id === match[1]),
        1,
      );
      return { status: 204 };
    });
}

function playKeys(api: PlayedApi) {
  const items = [
    {
      id: 'k1',
      name: 'Shop server',
      prefix: 'flt_8Qz',
      createdAt: '2026-10-01T10:00:00Z',
      lastUsedAt: null as string | null,
    },
  ];
  api
    .plays('GET', /^\/v1\/keys$/, () => ({ json: { items } }))
    .plays('POST', /^\/v1\/keys$/, ({ body }) => {
      const made = {
        id: 'k2',
        name: String(body.name),
        prefix: 'flt_N3w',
        createdAt: '2026-11-23T10:00:00Z',
        lastUsedAt: null,
      };
      items.push(made);
      return { status: 201, json: { ...made, key: 'flt_N3wSecret' } };
    })
    .plays('DELETE', /^\/v1\/keys\/(.+)$/, ({ match }) => {
      items.splice(
        items.findIndex(({ id }) => id === match[1]),
        1,
      );
      return { status: 204 };
    });
}

test('people are invited, given another role and removed', async ({ page, api }) => {
  playPeople(api);
  await page.goto('/settings/people');
  await expect(page.getByText('Invitation sent')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Invite someone' }).click();
  await page.getByLabel('Email address').fill('nobody');
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.getByText('This is not an email address.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Email address').fill('new@shop.example');
  await page.getByLabel('Viewer').check();
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.getByRole('row', { name: /new@shop.example/ })).toBeVisible();
  await page.getByLabel('Role of books@shop.example').selectOption('admin');
  await expect(page.getByText('books@shop.example is now: Admin')).toBeVisible();
  await page.getByRole('button', { name: 'Invite again: books@shop.example' }).click();
  await expect(page.getByText('The invitation to books@shop.example is on its way.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove books@shop.example' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('row', { name: /books@shop.example/ })).toHaveCount(0);
});

test('nobody locks themselves out: one’s own role and access stay', async ({ page, api }) => {
  playPeople(api);
  await page.goto('/settings/people');
  const own = page.getByRole('row', { name: /owner@shop.example/ });
  await expect(own.getByRole('combobox')).toHaveCount(0);
  await own.getByRole('button').click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a key is shown once, and revoked after asking', async ({ page, api }) => {
  playKeys(api);
  await page.goto('/settings/keys');
  await expect(page.getByText(/curl -X POST http.*\/v1\/submissions/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create a key' }).click();
  await page.getByLabel('Name').fill('Staging');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByLabel('Your new key')).toHaveValue('flt_N3wSecret');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Your new key')).toBeVisible();
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByLabel('Your new key')).toHaveCount(0);
  expect(await page.content()).not.toContain('flt_N3wSecret');
  await page.getByRole('button', { name: 'Revoke Staging' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: /Staging/ })).toHaveCount(0);
});

test('a viewer sees people and keys and changes nothing', async ({ page, api }) => {
  playPeople(api);
  playKeys(api);
  api.as(VIEWER);
  await page.goto('/settings/people');
  await expect(page.getByRole('row', { name: /books@shop.example/ })).toBeVisible();
  await expect(page.locator('#content').getByRole('button')).toHaveCount(0);
  await page.goto('/settings/keys');
  await expect(page.getByRole('row', { name: /Shop server/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Create|Revoke/ })).toHaveCount(0);
});
