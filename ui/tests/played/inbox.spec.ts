import { ADMIN, expect, expectAccessible, test, type PlayedApi } from './api';
import { MESSAGE } from './samples';

const MAIL = {
  id: 'm1',
  mailbox: 'me@shop.example',
  from: '"Flower Shop" <orders@shop.example>',
  subject: 'Confirm this address',
  receivedAt: '2026-11-23T12:00:00Z',
};

function playInbox(api: PlayedApi) {
  let items = [MAIL, { ...MAIL, id: 'm2', mailbox: 'anna@klient.example', subject: 'Your order' }];
  api
    .plays('GET', /^\/v1\/demo\/inbox$/, ({ query }) => ({
      json: {
        items: items.filter(({ mailbox }) => !query.get('mailbox') || mailbox === query.get('mailbox')),
        mailboxes: [...new Set(items.map(({ mailbox }) => mailbox))],
      },
    }))
    .plays('GET', /^\/v1\/demo\/inbox\/m1$/, () => ({
      json: { ...MAIL, ...MESSAGE, source: 'From: orders@shop.example' },
    }))
    .plays('DELETE', /^\/v1\/demo\/inbox$/, () => {
      items = [];
      return { status: 204 };
    });
}

test('a message is read as its recipient reads it, and its web links can be followed', async ({ page, api }) => {
  playInbox(api);
  await page.goto('/inbox');
  await page.getByLabel('Mailboxes').selectOption('me@shop.example');
  await expect(page.getByRole('link', { name: 'Your order' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Confirm this address' }).click();
  await expect(page).toHaveURL(/\/inbox\/m1\?mailbox=me%40shop.example/);
  await expect(page.frameLocator('iframe').getByText('Hello Anna')).toBeVisible();
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
  const links = page.getByRole('article').getByRole('link');
  await expect(links).toHaveCount(1);
  await expect(links).toHaveAttribute('href', /\/verify\/abc$/);
  await expect(links).toHaveAttribute('rel', 'noopener noreferrer');
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Source' }).click();
  await expect(page.getByText('From: orders@shop.example')).toBeVisible();
});

test('the inbox is emptied only after asking', async ({ page, api }) => {
  playInbox(api);
  await page.goto('/inbox');
  await page.getByRole('button', { name: 'Empty the inbox' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Empty the inbox' }).click();
  await expect(page.getByText('No mail yet')).toBeVisible();
  await expectAccessible(page);
});

test('on a phone the list and the message take turns', async ({ page, api }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  playInbox(api);
  await page.goto('/inbox');
  await page.getByRole('link', { name: 'Confirm this address' }).click();
  await expect(page.getByRole('link', { name: 'Your order' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await expect(page.getByRole('link', { name: 'Your order' })).toBeVisible();
});

test('outside the demo there is no inbox', async ({ page, api }) => {
  api.as({ ...ADMIN, demo: false });
  await page.goto('/inbox');
  await expect(page.getByText('There is no local inbox here')).toBeVisible();
});
