import { expect, test } from './product';

test('a write that lost its token to another answer is sent once more, and done once', async ({ page, shop }) => {
  const { operator } = await shop({ plan: 'pro' });
  let asked = 0;
  await page.route('**/v1/keys', (route) => {
    const request = route.request();
    if (request.method() !== 'POST' || ++asked > 1) return route.continue();
    return route.continue({ headers: { ...request.headers(), 'x-csrf-token': 'replaced meanwhile' } });
  });
  await page.goto('/settings/keys');
  await page.getByRole('button', { name: 'Create a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Web shop');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('heading', { name: 'Copy the key now' })).toBeVisible();
  expect(asked).toBe(2);
  const { items } = await operator.get<{ items: { name: string }[] }>('/v1/keys');
  expect(items.map(({ name }) => name)).toEqual(['Web shop']);
});
