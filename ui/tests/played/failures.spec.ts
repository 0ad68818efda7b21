import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Provider } from '../../src/config/providers';
import type { TestResult } from '../../src/config/relays';
import type { DeliveryDetail } from '../../src/log/deliveries';
import { expect, expectAccessible, test } from './api';
import { playShop, PROVIDERS } from './services';

/** What the server says of each failure, as its own tests keep it. */
const GOLDEN = new URL('../../../server/src/test/resources/golden/failures/', import.meta.url);
const FAILURES = readdirSync(GOLDEN, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name);
const FORM = '/settings/integrations/email/custom';
const LOG = '/settings/integrations/mail-logs';

interface Told {
  provider: string;
  test: TestResult;
  delivery: DeliveryDetail;
}

const M365: Provider = {
  ...PROVIDERS[0]!,
  id: 'microsoft365',
  name: 'Microsoft 365',
  servers: [{ server: 'smtp.office365.com' }],
  port: 587,
  encryption: 'starttls',
};
const WORDS = {
  en: { locale: 'en-GB', password: 'Password', send: 'Send test email' },
  pl: { locale: 'pl-PL', password: 'Hasło', send: 'Wyślij test' },
};

function told(failure: string, language: string): Told {
  return JSON.parse(readFileSync(new URL(`${failure}/${language}.json`, GOLDEN), 'utf8')) as Told;
}

async function sent(page: Page, { password, send }: (typeof WORDS)['en']) {
  await page.getByLabel(password, { exact: true }).fill('abcd efgh ijkl mnop');
  await page.getByRole('button', { name: send, exact: true }).click();
}

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-11-24T10:00:10Z'));
});

test('there are ten failures', () => {
  expect(FAILURES).toHaveLength(10);
});

for (const [language, words] of Object.entries(WORDS)) {
  test.describe(language, () => {
    test.use({ locale: words.locale });

    for (const failure of FAILURES) {
      test(`${failure} in the form`, async ({ page, api }) => {
        const golden = told(failure, language);
        playShop(api).result = golden.test;
        api.plays('GET', /^\/v1\/providers$/, () => ({ json: { items: [...PROVIDERS, M365] } }));
        await page.goto(`${FORM}?provider=${golden.provider}&address=orders@shop.example`);
        await sent(page, words);
        await expect(page.getByText(golden.test.cause!.text)).toBeVisible();
        await expect(page.getByRole('region', { name: 'Test', exact: true })).toMatchAriaSnapshot({
          name: `${failure}-form-${language}.aria.yml`,
        });
        if (language === 'en') await expectAccessible(page);
      });

      test(`${failure} in the mail log`, async ({ page, api }) => {
        const { delivery } = told(failure, language);
        api.plays('GET', /^\/v1\/deliveries\/[^/]+$/, () => ({ json: delivery }));
        api.plays('GET', /^\/v1\/deliveries\/[^/]+\/message$/, () => ({
          json: { headers: [], html: null, text: 'Thank you.', attachments: [] },
        }));
        await page.goto(`${LOG}/${delivery.id}`);
        await expect(page.getByText(delivery.cause!.text)).toBeVisible();
        await expect(page.getByText('Thank you.')).toBeVisible();
        await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: `${failure}-log-${language}.aria.yml` });
        if (language === 'en') await expectAccessible(page);
      });
    }
  });
}
