import type { Locator, Page } from '@playwright/test';
import type { Detected } from '../../src/config/providers';
import { ADMIN, expect, test, type PlayedApi } from './api';
import { delivery } from './samples';
import { GMAIL, NOTHING, playShop } from './services';

const FORM = '/settings/integrations/email/custom';
const DETECT = /^\/v1\/providers\/detect$/;

/** A look-up that answers when it is told to. */
function playLookUp(api: PlayedApi, found: Detected): () => Promise<void> {
  let answer: (() => void) | undefined;
  api.plays('POST', DETECT, async () => {
    await new Promise<void>((told) => (answer = told));
    return { json: found };
  });
  return async () => {
    const told = api.page.waitForResponse((response) => response.url().endsWith('/v1/providers/detect'));
    await expect.poll(() => answer).toBeTruthy();
    answer!();
    await (await told).finished();
  };
}

/** Puts the pointer down on something, and leaves it there. */
async function pressDown(page: Page, on: Locator) {
  await on.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await on.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
}

/** Whatever was about to change the page has done so. */
async function frames(page: Page) {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 5; frame++) await new Promise((next) => requestAnimationFrame(next));
  });
}

for (const [language, words] of Object.entries({
  en: { locale: 'en-GB', address: 'Your address', provider: 'Provider', looking: /^Looking/, none: /^We couldn’t/ },
  pl: { locale: 'pl-PL', address: 'Twój adres', provider: 'Dostawca', looking: /^Szukamy/, none: /^Nie udało się/ },
})) {
  for (const width of [1280, 360]) {
    test.describe(`in ${language}, ${width} wide`, () => {
      test.use({ locale: words.locale, viewport: { width, height: 900 } });

      test('the form stays where it is while a look-up runs and tells what it found', async ({ page, api }) => {
        playShop(api.as({ ...ADMIN, locale: language }));
        const address = page.getByRole('textbox', { name: words.address });
        const provider = page.getByRole('combobox', { name: words.provider });
        const note = page.getByRole('status').getByRole('note');
        await page.goto(FORM);
        const before = await provider.boundingBox();
        for (const [typed, found, said] of [
          ['roza@gmail.com', GMAIL, 'Gmail'],
          ['roza@kwiaty.example', { ...GMAIL, how: 'mx' }, 'MX'],
          ['roza@pole.example', NOTHING, words.none],
        ] as const) {
          const tell = playLookUp(api, found);
          await address.fill(typed);
          await expect(note).toHaveText(words.looking);
          expect(await provider.boundingBox()).toEqual(before);
          await tell();
          await expect(note).toContainText(said);
          expect(await provider.boundingBox()).toEqual(before);
        }
      });
    });
  }
}

test('what is found during a press shows after it', async ({ page, api }) => {
  playShop(api);
  const tell = playLookUp(api, GMAIL);
  const provider = page.getByRole('combobox', { name: 'Provider' });
  await page.goto(FORM);
  await page.getByRole('textbox', { name: 'Your address' }).fill('roza@gmail.com');
  await expect(page.getByText('Looking up your mail service…')).toBeVisible();
  await pressDown(page, page.getByRole('heading', { level: 1 }));
  await tell();
  await frames(page);
  await expect(page.getByText('Looking up your mail service…')).toBeVisible();
  await expect(provider).toHaveValue('');
  await page.mouse.up();
  await expect(provider).toHaveValue('Gmail');
});

test('a doubt that the press of a button brings up does not take the button away', async ({ page, api }) => {
  const shop = playShop(api);
  api.plays('POST', DETECT, () => ({ json: GMAIL }));
  const doubt = page.getByText('Gmail takes an app password of 16 letters here.');
  await page.goto(`${FORM}?address=roza@gmail.com`);
  await page.getByLabel('Password', { exact: true }).fill('Winter2026!');
  await pressDown(page, page.getByRole('button', { name: 'Send test email' }));
  await frames(page);
  await page.mouse.up();
  await expect(page.getByText('The test passed')).toBeVisible();
  await expect(doubt).toBeVisible();
  expect(shop.kept).toHaveLength(1);
});

test('what is cleaned as a button is pressed is sent clean', async ({ page, api }) => {
  const shop = playShop(api);
  api.plays('POST', DETECT, () => ({ json: GMAIL }));
  await page.goto(`${FORM}?address=roza@gmail.com`);
  await page.getByLabel('Password', { exact: true }).fill('abcdefghijklmnop');
  await page.getByRole('textbox', { name: 'Server' }).fill('smtps://poczta.kwiaty.example:465/');
  await pressDown(page, page.getByRole('button', { name: 'Send test email' }));
  await frames(page);
  await page.mouse.up();
  await expect(page.getByText('The test passed')).toBeVisible();
  await expect(page.getByText('We kept only the server’s name.')).toBeVisible();
  expect(shop.kept).toMatchObject([{ server: 'poczta.kwiaty.example' }]);
});

test('what has changed at the server during a press shows after it', async ({ page, api }) => {
  let state: 'queued' | 'accepted' = 'queued';
  let asked = 0;
  api.plays('GET', /^\/v1\/deliveries$/, () => {
    if (state === 'accepted') asked++;
    return { json: { items: [delivery(1, { state })], next: null } };
  });
  await page.goto('/settings/integrations/mail-logs');
  const row = page.getByRole('row').nth(1);
  await expect(row).toContainText('Queued');
  await pressDown(page, page.getByRole('heading', { level: 1 }));
  state = 'accepted';
  await expect.poll(() => asked).toBeGreaterThan(0);
  await frames(page);
  await expect(row).toContainText('Queued');
  await page.mouse.up();
  await expect(row).toContainText('Sent');
});
