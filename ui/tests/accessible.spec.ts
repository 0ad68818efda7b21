import { OPERATOR_PAGES, TENANT_PAGES } from './pages';
import { expect, expectAccessible, test } from './product';

const DOORS = ['/sign-in', '/forgotten-password', '/welcome/no-such-link'];

const LOOKS = [
  { name: 'light, on a desktop', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark, on a phone', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use({ colorScheme: look.colorScheme, viewport: look.viewport, reducedMotion: 'reduce' } as object);

    test(`the pages before signing in are accessible`, async ({ page }) => {
      for (const path of DOORS) await visit(page, path);
    });

    test(`a merchant's pages are accessible`, async ({ page, shop }) => {
      await shop({ plan: 'pro' });
      for (const path of TENANT_PAGES) await visit(page, path);
    });

    test(`the operator's pages are accessible`, async ({ page, demo }) => {
      const { email } = demo.accounts.find(({ role }) => role === 'operator')!;
      await page.goto('/sign-in');
      await page.getByRole('button', { name: new RegExp(email) }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible();
      for (const path of OPERATOR_PAGES) await visit(page, path);
    });
  });
}

async function visit(page: import('@playwright/test').Page, path: string) {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await expectAccessible(page, path);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${path} is no wider than the screen`).toBeLessThanOrEqual(0);
}
