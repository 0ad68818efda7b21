import { expect, expectAccessible, problem, test } from './api';
import { attempt, refusedDetail } from './samples';
import { GMAIL, playShop, relay, WAITS } from './services';

const HERE = '/settings/integrations/email';
const OTHER_WAYS = `${HERE}/other-ways`;
const SECOND = relay({ id: 'r2', state: 'standby', server: 'smtp.zoho.eu' });

test('until somebody chooses, all mail waits, and the card says so', async ({ page, api }) => {
  playShop(api, relay());
  await page.goto(HERE);
  const block = page.getByRole('region', { name: 'When it takes no mail' });
  await expect(block).toContainText('All mail waits and goes out by itself later.');
  await block.getByRole('link', { name: 'Choose other ways' }).click();
  await expect(page).toHaveURL(OTHER_WAYS);
  await expect(page.getByRole('radio', { name: 'Wait', exact: true })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Save choices' })).toBeDisabled();
});

test('each choice says what recipients see, and one that cannot be had says why', async ({ page, api }) => {
  playShop(api, relay());
  await page.goto(OTHER_WAYS);
  const second = page.getByRole('radio', { name: 'Leave through the second mail service' });
  await expect(second).toBeDisabled();
  await expect(second).toHaveAccessibleDescription('There is no second mail service yet. You can set one up below.');
  await expect(page.getByRole('radio', { name: 'Leave through the platform' })).toHaveAccessibleDescription(
    'Recipients see "Flower Shop via Market" <mail@market.example>; replies go to roza@gmail.com.',
  );
  await expectAccessible(page);
});

test('what is chosen is saved as a whole, by keyboard too', async ({ page, api }) => {
  const asked: unknown[] = [];
  const shop = playShop(api, relay());
  shop.standby = SECOND;
  api.plays('PUT', /^\/v1\/relays\/r1\/detours$/, ({ body }) => {
    asked.push(body);
    shop.relay = relay({ detours: body as unknown as typeof WAITS });
    return { json: shop.relay };
  });
  await page.goto(OTHER_WAYS);
  await page.getByRole('radio', { name: 'Wait', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByLabel('Codes and account warnings').selectOption('The platform');
  const preview = page.getByRole('region', { name: 'What recipients see' });
  await expect(preview).toContainText('Through the second mail service, smtp.zoho.eu');
  await expect(preview).toContainText('"Flower Shop via Market" <mail@market.example>');
  await page.getByRole('button', { name: 'Save choices' }).click();
  await expect(page.getByText('Your choices are saved.')).toBeVisible();
  expect(asked).toEqual([
    { overflow: 'second', fallback: { security: 'platform', transactional: 'wait', digest: 'wait' } },
  ]);
  await page.goto(HERE);
  const block = page.getByRole('region', { name: 'When it takes no mail' });
  await expect(block).toContainText('When its limit is reached, mail leaves through the second mail service.');
  await expect(block).toContainText('leaves through the platform: codes and account warnings.');
  await expectAccessible(page);
});

test('what the server refuses is said', async ({ page, api }) => {
  playShop(api, relay());
  api.plays('PUT', /^\/v1\/relays\/r1\/detours$/, () =>
    problem(422, 'detour.no_platform', 'The platform cannot send mail for you yet.', 'overflow'),
  );
  await page.goto(OTHER_WAYS);
  await page.getByRole('radio', { name: 'Leave through the platform' }).click();
  await page.getByRole('button', { name: 'Save choices' }).click();
  await expect(page.getByText('The platform cannot send mail for you yet.')).toBeVisible();
});

test('a choice whose second mail service is gone is told as waiting', async ({ page, api }) => {
  playShop(api, relay({ detours: { ...WAITS, overflow: 'second' } }));
  await page.goto(HERE);
  await expect(page.getByText('There is no second mail service any more')).toBeVisible();
});

test('the second mail service is tested before it stands by', async ({ page, api }) => {
  const shop = playShop(api, relay());
  await page.goto(OTHER_WAYS);
  await page.getByRole('link', { name: 'Set up a second mail service' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your second mail service' })).toBeVisible();
  api.plays('POST', /^\/v1\/providers\/detect$/, () => ({ json: GMAIL }));
  await page.getByRole('textbox', { name: 'Your address' }).fill('roza@gmail.com');
  await expect(page.getByLabel('User name')).toHaveValue('roza@gmail.com');
  await page.getByLabel('Password', { exact: true }).fill('abcd efgh ijkl mnop');
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await expect(save).toBeDisabled();
  await page.getByRole('button', { name: 'Send test email' }).click();
  await save.click();
  await expect(page).toHaveURL(OTHER_WAYS);
  expect(shop.standby?.state).toBe('standby');
  await expect(page.getByText('smtp.zoho.eu is tested and stands by.')).toBeVisible();
});

const DETOURED = {
  ...refusedDetail(7),
  state: 'accepted' as const,
  sender: '"Flower Shop via Market" <mail@market.example>',
  detour: 'platform' as const,
  attempts: [
    attempt({ outcome: 'deferred', next: 'pause', nextAt: null }),
    attempt({ number: 2, relay: { owner: 'platform', id: 'p', server: 'mail.market.example' } }),
  ],
  decision: {
    ...refusedDetail(7).decision!,
    detours: [
      {
        at: '2026-11-23T12:00:03Z',
        reason: 'limit' as const,
        cause: { code: 'limit.daily', actor: 'nobody' as const, text: 'The limit of the day is reached.', steps: [] },
        way: 'platform' as const,
        from: 'smtp.shop.example',
        to: 'mail.market.example',
        sender: '"Flower Shop via Market" <mail@market.example>',
      },
    ],
  },
};

test('the log keeps the decision and says by which way the message left', async ({ page, api }) => {
  api.plays('GET', /^\/v1\/deliveries\/[\w-]+$/, () => ({ json: DETOURED }));
  api.plays('GET', /^\/v1\/deliveries$/, () => ({ json: { items: [{ ...DETOURED, attempts: 2 }], next: null } }));
  await page.goto('/settings/integrations/mail-logs');
  await expect(page.getByText('Left through the platform.')).toBeVisible();
  await page.getByRole('link', { name: 'Your parcel' }).click();
  await expect(page.getByText('The limit of smtp.shop.example was reached. As chosen for this case')).toBeVisible();
  await expect(page.getByText('Own: smtp.shop.example')).toBeVisible();
  await expect(page.getByText('over the platform’s mail service')).toBeVisible();
  await expect(page.getByText('over smtp.shop.example')).toBeVisible();
  await expectAccessible(page);
});

test.describe('in Polish, on a phone', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 360, height: 740 } });

  test('the choices fit and read as people say it', async ({ page, api }) => {
    const shop = playShop(api, relay({ detours: { ...WAITS, overflow: 'platform' } }));
    shop.standby = SECOND;
    await page.goto(OTHER_WAYS);
    await expect(page.getByRole('radio', { name: 'Wychodzi przez platformę' })).toBeChecked();
    await expect(page.getByRole('heading', { name: 'Gdy usługa pocztowa zawodzi' })).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await expectAccessible(page);
  });
});
