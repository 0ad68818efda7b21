import type { Page } from '@playwright/test';
import { OPERATOR_PAGES, TENANT_PAGES } from './pages';
import { expect, test } from './product';

/** What moved by itself on this page since it was opened, in the browser's own measure of it: 0.1 is where people are annoyed. */
const moved = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((told) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => told(sum))));
      }),
  );

/** The server's answers come one by one, those that were asked for last before the others. */
async function answerBackwards(page: Page) {
  let asked = 0;
  await page.route(/\/v1\//, async (route) => {
    const response = await route.fetch();
    await new Promise((waited) => setTimeout(waited, Math.max(1, 8 - asked++) * 60));
    await route.fulfill({ response }).catch(() => undefined);
  });
  return () => (asked = 0);
}

// Where the least fits on a screen, the most is moved.
test.use({ viewport: { width: 390, height: 844 } });

for (const [who, pages] of [
  ['zofia@glina.example', [...TENANT_PAGES, '/settings/integrations/email/other-ways']],
  ['operator@kramnica.example', [...OPERATOR_PAGES, '/operator/tenants/glina']],
] as const) {
  test(`nothing moves on the pages of ${who} while they load`, async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: new RegExp(who) }).click();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Sign in');
    const anew = await answerBackwards(page);
    for (const path of pages) {
      // Opened again where something moved: what moves each time is the page's doing, a font that came late once is not.
      await expect(async () => {
        anew();
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        expect(await moved(page), `moved on ${path}`).toBeLessThan(0.01);
      }).toPass({ timeout: 30_000 });
    }
  });
}
