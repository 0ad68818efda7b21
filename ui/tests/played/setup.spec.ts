import type { Page } from '@playwright/test';
import { ADMIN, expect, expectAccessible, problem, test, type PlayedApi } from './api';
import { GMAIL, HELD, NOTHING, playShop, PROVIDERS, REFUSED, relay } from './services';

const FORM = '/settings/integrations/email/custom';
const DETECT = /^\/v1\/providers\/detect$/;
const address = (page: Page) => page.getByRole('textbox', { name: 'Your address' });
const server = (page: Page) => page.getByRole('textbox', { name: 'Server' });
const password = (page: Page) => page.getByLabel('Password', { exact: true });
const provider = (page: Page) => page.getByRole('combobox', { name: 'Provider' });

async function choose(page: Page, name: string) {
  await provider(page).fill(name);
  await page.getByRole('option', { name }).click();
}

/** Types an address behind which nothing is found, and leaves it: the look-up runs until it is told to answer. */
async function looksUp(page: Page, api: PlayedApi): Promise<() => Promise<void>> {
  playShop(api);
  const answers: (() => void)[] = [];
  api.plays('POST', DETECT, async () => {
    await new Promise<void>((answer) => answers.push(answer));
    return { json: NOTHING };
  });
  await page.goto(FORM);
  await address(page).fill('roza@kwiaty.example');
  await address(page).press('Tab');
  return async () => {
    await expect.poll(() => answers.length).toBe(1);
    answers[0]!();
  };
}

test('an address is enough: what is behind it is found, said and filled in', async ({ page, api }) => {
  playShop(api);
  api.plays('POST', DETECT, ({ body }) => ({ json: body.address === 'roza@gmail.com' ? GMAIL : NOTHING }));
  await page.goto(FORM);
  await address(page).fill('roza@gmail.com');
  await expect(page.getByText('Found: Gmail. We know it by what stands after the @.')).toBeVisible();
  await expect(provider(page)).toHaveValue('Gmail');
  await expect(server(page)).toHaveValue('smtp.gmail.com');
  await expect(page.getByLabel('Port')).toHaveValue('465');
  await expect(page.getByRole('radio', { name: 'SSL/TLS' })).toBeChecked();
  await expect(page.getByLabel('User name')).toHaveValue('roza@gmail.com');
  await expect(page.getByRole('complementary', { name: 'How to set up Gmail' })).toBeVisible();
  await expectAccessible(page);
});

test('a look-up says that it runs, can be stopped, and only the last address counts', async ({ page, api }) => {
  playShop(api);
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  api.plays('POST', DETECT, async ({ body }) => {
    asked.push(String(body.address));
    await new Promise<void>((answer) => answers.push(answer));
    return { json: body.address === 'roza@gmail.com' ? GMAIL : NOTHING };
  });
  await page.goto(FORM);
  await address(page).fill('roza@gmail.co');
  await address(page).press('Tab');
  await expect(page.getByText('Looking up your mail service…')).toBeVisible();
  await expectAccessible(page);
  await address(page).fill('roza@gmail.com');
  await address(page).press('Tab');
  await expect.poll(() => asked).toEqual(['roza@gmail.co', 'roza@gmail.com']);
  answers[1]!();
  await expect(page.getByText('Found: Gmail.')).toBeVisible();
  answers[0]!();
  await expect(page.getByText('Found: Gmail.')).toBeVisible();
  await address(page).fill('roza@kwiaty.example');
  await address(page).press('Tab');
  await page.getByRole('button', { name: 'Stop looking' }).click();
  await expect(page.getByText('Looking up your mail service…')).toHaveCount(0);
});

test('an answer that comes while a provider is being looked for takes no word out of it', async ({ page, api }) => {
  const answer = await looksUp(page, api);
  await provider(page).pressSequentially('gm');
  await answer();
  await expect(server(page)).toBeVisible();
  await expect(provider(page)).toHaveValue('gm');
  await provider(page).pressSequentially('ail');
  await page.getByRole('option', { name: 'Gmail' }).click();
  await expect(provider(page)).toHaveValue('Gmail');
  await expect(server(page)).toHaveValue('smtp.gmail.com');
});

test('a provider that is filled in under the cursor gives way to what is typed next', async ({ page, api }) => {
  const answer = await looksUp(page, api);
  await expect(provider(page)).toBeFocused();
  await answer();
  await expect(provider(page)).toHaveValue('Another SMTP server');
  await provider(page).pressSequentially('gmail');
  await expect(provider(page)).toHaveValue('gmail');
  await page.getByRole('option', { name: 'Gmail' }).click();
  await expect(server(page)).toHaveValue('smtp.gmail.com');
});

test('a search for a provider that is given up leaves what was found in its place', async ({ page, api }) => {
  playShop(api);
  api.plays('POST', DETECT, () => ({ json: GMAIL }));
  await page.goto(FORM);
  await address(page).fill('roza@gmail.com');
  await expect(provider(page)).toHaveValue('Gmail');
  await provider(page).fill('another');
  await expect(page.getByRole('option', { name: 'Another SMTP server' })).toBeVisible();
  await address(page).focus();
  await expect(provider(page)).toHaveValue('Gmail');
});

test('what the person typed is never written over; what was found is one press away', async ({ page, api }) => {
  playShop(api);
  api.plays('POST', DETECT, () => ({ json: GMAIL }));
  await page.goto(FORM);
  await choose(page, 'Another SMTP server');
  await server(page).fill('mail.kwiaty.example');
  await page.getByLabel('User name').fill('roza');
  await address(page).fill('roza@gmail.com');
  await expect(page.getByText('What you had entered stays as it is.')).toBeVisible();
  await expect(server(page)).toHaveValue('mail.kwiaty.example');
  await page.getByRole('button', { name: 'Use smtp.gmail.com' }).click();
  await expect(server(page)).toHaveValue('smtp.gmail.com');
  await expect(page.getByLabel('User name')).toHaveValue('roza');
});

test('where nothing is found, or the look-up fails, one is told how to go on', async ({ page, api }) => {
  playShop(api);
  api.plays('POST', DETECT, ({ body }) =>
    String(body.address).startsWith('x')
      ? problem(422, 'mailbox.invalid', 'This is not an address.', 'address')
      : String(body.address).startsWith('slow')
        ? problem(429, 'too_many', 'Too many.')
        : { json: NOTHING },
  );
  await page.goto(FORM);
  await address(page).fill('roza@kwiaty.example');
  await expect(page.getByText('We couldn’t find out which mail service is behind this address.')).toBeVisible();
  await expect(server(page)).toHaveValue('');
  await address(page).fill('slow@kwiaty.example');
  await expect(page.getByText('We can’t look up the mail service just now.')).toBeVisible();
  await address(page).fill('x@kwiaty.example');
  await expect(page.getByText('This is not an address.')).toBeVisible();
  await expect(address(page)).toHaveAttribute('aria-invalid', 'true');
});

test('the provider is found by its name or its server, and any server can always be chosen', async ({ page, api }) => {
  playShop(api);
  await page.goto(FORM);
  await provider(page).fill('smtp.nazwa');
  await expect(page.getByRole('option')).toHaveText([/nazwa\.pl/, /Another SMTP server/]);
  await provider(page).fill('no such thing');
  await expect(page.getByRole('option')).toHaveText([/Another SMTP server/]);
  await provider(page).fill('');
  await expect(page.getByRole('option')).toHaveCount(PROVIDERS.length);
  await expectAccessible(page);
  await provider(page).fill('nazwa');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('We send from: 203.0.113.7')).toBeVisible();
  await expect(page.getByText('Only known network addresses may log in.')).toBeVisible();
});

test('an address of a server pasted as a whole is cut to the server’s name', async ({ page, api }) => {
  playShop(api);
  await page.goto(FORM);
  await choose(page, 'Another SMTP server');
  await server(page).fill('smtps://poczta.kwiaty.example:465/');
  await page.getByLabel('Sender name').focus();
  await expect(server(page)).toHaveValue('poczta.kwiaty.example');
  await expect(page.getByText('We kept only the server’s name.')).toBeVisible();
  await expect(page.getByLabel('Port')).toHaveValue('465');
  await expect(page.getByRole('radio', { name: 'SSL/TLS' })).toBeChecked();
});

test('mix-ups of the log-in are noticed once the field is left, and mended by a press', async ({ page, api }) => {
  playShop(api);
  await page.goto(FORM);
  await choose(page, 'Gmail');
  await password(page).pressSequentially('Winter2026!');
  await expect(page.getByText('Gmail takes an app password of 16 letters here.')).toHaveCount(0);
  await page.getByLabel('Sender name').focus();
  await expect(page.getByText('Gmail takes an app password of 16 letters here.')).toBeVisible();
  await expectAccessible(page);
  await password(page).fill('abcd efgh ijkl mnop');
  await expect(page.getByText('Gmail takes an app password of 16 letters here.')).toHaveCount(0);
  await choose(page, 'SendGrid');
  await password(page).fill('SG.abc.def');
  await page.getByLabel('User name').fill('roza');
  await page.getByLabel('Sender name').focus();
  await page.getByRole('button', { name: 'Enter “apikey”' }).click();
  await expect(page.getByLabel('User name')).toHaveValue('apikey');
});

test('after a refused log-in the other data centres are offered', async ({ page, api }) => {
  const shop = playShop(api);
  api.plays('POST', DETECT, () => ({ json: NOTHING }));
  await page.goto(`${FORM}?provider=zoho&address=roza@kwiaty.example`);
  await expect(page.getByLabel('Data centre')).toHaveValue('smtp.zoho.com');
  await expect(page.getByLabel('User name')).toHaveValue('roza@kwiaty.example');
  await password(page).fill('secret');
  shop.result = REFUSED;
  await page.getByRole('button', { name: 'Send test email' }).click();
  const doubt = page.getByRole('note').filter({ hasText: 'Zoho Mail keeps each account in one data centre' });
  await doubt.getByLabel('Data centre').selectOption('smtp.zoho.eu');
  await expect(server(page)).toHaveValue('smtp.zoho.eu');
});

test('the test’s result is in sight above the bar that saves', async ({ page, api }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  const shop = playShop(api);
  api.plays('POST', DETECT, () => ({ json: GMAIL }));
  await page.goto(`${FORM}?address=roza@gmail.com`);
  await password(page).fill('abcd efgh ijkl mnop');
  shop.result = REFUSED;
  await page.getByRole('button', { name: 'Send test email' }).click();
  const said = page.getByText('The log-in was refused.');
  const bar = page.getByRole('button', { name: 'Save', exact: true });
  await expect(said).toBeInViewport({ ratio: 1 });
  const [text, save] = [await said.boundingBox(), await bar.boundingBox()];
  expect(text!.y + text!.height).toBeLessThan(save!.y);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
});

test('where no receiver sees the test arrive, the person says what came', async ({ page, api }) => {
  playShop(api);
  const said: object[] = [];
  api
    .plays('POST', DETECT, () => ({ json: GMAIL }))
    .plays('POST', /^\/v1\/relays\/\w+\/test\/confirm$/, ({ body }) => {
      said.push(body);
      const fromKept = body.from !== 'Somebody <x@gmail.com>';
      return { json: { confirmation: { ...body, fromKept, text: fromKept ? 'It is kept.' : 'It was rewritten.' } } };
    });
  await page.goto(`${FORM}?address=roza@gmail.com`);
  await password(page).fill('abcdefghijklmnop');
  await page.getByRole('button', { name: 'Send test email' }).click();
  const question = page.getByRole('group', { name: 'Did the test arrive?' });
  await expect(question).toBeVisible();
  await expectAccessible(page);
  await question.getByRole('radio', { name: 'Yes, and it shows Flower Shop <roza@gmail.com>' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(question.getByRole('radio', { name: 'Yes, but it shows another sender' })).toBeChecked();
  await question.getByLabel('Which From does it show?').fill('Somebody <x@gmail.com>');
  await question.getByRole('button', { name: 'Answer' }).click();
  await expect(page.getByText('It was rewritten.')).toBeVisible();
  await page.getByRole('button', { name: 'Answer again' }).click();
  await question.getByRole('radio', { name: 'No, it isn’t there' }).check();
  await question.getByRole('button', { name: 'Answer' }).click();
  await expect.poll(() => said).toEqual([{ received: true, from: 'Somebody <x@gmail.com>' }, { received: false }]);
});

test('the message for the administrator names the sender and is copied by one press', async ({
  page,
  api,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  playShop(api);
  api.plays('POST', DETECT, () => ({ json: GMAIL }));
  await page.goto(`${FORM}?provider=gmail&address=roza@gmail.com`);
  await page.getByText('Read it first').click();
  await expect(page.getByText('We send as roza@gmail.com.')).toBeVisible();
  await page.getByRole('button', { name: 'Copy the message for your IT administrator' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${PROVIDERS[0]!.administratorMessage}\nWe send as roza@gmail.com.`,
  );
});

test('a dead password is replaced by one field, tested before it takes over', async ({ page, api }) => {
  const shop = playShop(api, HELD);
  await page.goto('/settings/integrations/email');
  const status = page.getByRole('region', { name: 'Your mail is waiting for you' });
  await expect(status.getByText('The password of the account was changed')).toBeVisible();
  await expectAccessible(page);
  await status.getByLabel('New password for roza@gmail.com').fill('abcd efgh ijkl mnop');
  shop.result = REFUSED;
  await status.getByRole('button', { name: 'Test and replace' }).click();
  await expect(status.getByText('The log-in was refused.')).toBeVisible();
  await expect(status.getByText('535 5.7.8 Username and Password not accepted')).toBeVisible();
  shop.result = { ...REFUSED, passed: true, cause: null, steps: [] };
  await status.getByRole('button', { name: 'Test and replace' }).click();
  await expect(page.getByText('The new password works and is in use.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Your mail is going out' })).toBeVisible();
  const { password: sent, ...rest } = shop.kept.at(-1)!;
  expect(sent).toBe('abcdefghijklmnop');
  expect(rest).toMatchObject({ server: 'smtp.gmail.com', port: 465, username: 'roza@gmail.com' });
});

test('“Replace password” asks for nothing else', async ({ page, api }) => {
  playShop(api, relay());
  await page.goto('/settings/integrations/email');
  await page.getByRole('link', { name: 'Replace password' }).click();
  await expect(page.getByLabel('New password for roza@gmail.com')).toBeVisible();
  await expect(server(page)).toHaveCount(0);
  await expectAccessible(page);
  await page.getByLabel('New password for roza@gmail.com').fill('abcdefghijklmnop');
  await page.getByRole('button', { name: 'Test and replace' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Email configuration' })).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test('as a sender by the platform, an address of a mail service for everybody is explained', async ({ page, api }) => {
  playShop(api);
  api.plays('POST', DETECT, ({ body }) => ({
    json:
      body.address === 'roza@gmail.com'
        ? GMAIL
        : { ...NOTHING, dmarc: { record: 'v=DMARC1; p=reject', policy: 'reject' } },
  }));
  await page.goto('/settings/integrations/email');
  const branded = page.getByRole('region', { name: 'Your own address' });
  await branded.getByLabel('Email verification').fill('roza@gmail.com');
  await expect(branded.getByText('Only gmail.com can prove that mail is from gmail.com')).toBeVisible();
  await expect(branded.getByText('v=DMARC1; p=none; sp=quarantine')).toBeVisible();
  await expectAccessible(page);
  await branded.getByLabel('Email verification').fill('roza@kwiaty.example');
  await expect(branded.getByText('kwiaty.example protects its name')).toBeVisible();
  await branded.getByLabel('Email verification').fill('roza@gmail.com');
  await branded.getByRole('link', { name: 'Send through the mail service of roza@gmail.com' }).click();
  await expect(address(page)).toHaveValue('roza@gmail.com');
  await expect(provider(page)).toHaveValue('Gmail');
  await expect(page.getByLabel('User name')).toHaveValue('roza@gmail.com');
});

test('the catalogue can be searched and read by everybody, and leads into the form', async ({ page, api }) => {
  playShop(api);
  await page.goto('/settings/integrations/email');
  await page.getByRole('link', { name: 'Mail providers' }).click();
  await expect(page.getByText('6 providers')).toBeVisible();
  await page.getByLabel('Search by name or server').fill('zoho');
  await expect(page.getByText('1 provider', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\?q=zoho/);
  await page.getByText('Zoho Mail').click();
  await expect(page.getByText('Europe: smtp.zoho.eu')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Set up Zoho Mail' }).click();
  await expect(provider(page)).toHaveValue('Zoho Mail');
  await page.goto('/providers#nazwa');
  await expect(page.getByText('We send from: 203.0.113.7')).toBeVisible();
});

test('on a phone the catalogue fits', async ({ page, api }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  playShop(api);
  await page.goto('/providers#gmail');
  await expect(page.getByText('Make an app password')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
});

test('who came by a link is told why keys, people and a profile are not for them', async ({ page, api }) => {
  playShop(api);
  const { email: _, role: __, ...guest } = ADMIN;
  api.as({ ...guest, kind: 'pages' });
  for (const path of ['/settings/keys', '/settings/people', '/profile']) {
    await page.goto(path);
    await expect(page.getByText('This page needs an account of your own')).toBeVisible();
    await expect(page.locator('#content').getByRole('button')).toHaveCount(0);
  }
  await expectAccessible(page);
});
