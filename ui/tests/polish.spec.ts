import { expect, linkIn, test } from './product';

test.use({ locale: 'pl-PL' });

test('a Polish merchant confirms an address from start to end in Polish', async ({ page, shop }) => {
  const { id, operator } = await shop({ plan: 'pro', locale: 'pl' });
  const address = `kontakt@${id}.example`;
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
  await expect(page.getByRole('heading', { name: 'Konfiguracja e-maili' })).toBeVisible();
  const branded = page.getByRole('region', { name: 'Własny adres' });
  await branded.getByLabel('Weryfikacja e-maila').fill(address);
  await branded.getByRole('button', { name: 'Wyślij wiadomość weryfikacyjną' }).click();
  await expect(branded.getByText(`Czekamy na potwierdzenie: ${address}`)).toBeVisible();
  await page.goto(await linkIn(operator, address, /\/verify\/[\w-]+/));
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
  await page.getByRole('button').click();
  await page.goto('/settings/integrations/email');
  await expect(branded.getByText('W użyciu')).toBeVisible();
  await page.getByRole('link', { name: 'Dziennik poczty' }).click();
  await expect(page.getByRole('heading', { name: 'Dziennik poczty' })).toBeVisible();
  await expect(page.getByText(address).first()).toBeVisible();
  await page.getByText('EN', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Mail logs' })).toBeVisible();
});
