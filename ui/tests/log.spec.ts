import { expect, linkIn, test } from './product';

test('the log shows everything that was sent, each with its reasons, attempts and content', async ({ page, shop }) => {
  const { id, operator } = await shop({ plan: 'pro' });
  const address = `hello@${id}.example`;
  const branded = page.getByRole('region', { name: 'Your own address' });
  await branded.getByLabel('Email verification').fill(address);
  await branded.getByRole('button', { name: 'Send verification email' }).click();
  await linkIn(operator, address, /\/verify\/[\w-]+/);
  const accepted = `anna@${id}-buyers.example`;
  await operator.write('POST', '/v1/submissions', {
    to: [accepted],
    subject: 'Zażółć gęślą jaźń',
    html: '<p>Order <b>10482</b></p>',
  });

  await page.getByRole('link', { name: 'Mail logs' }).click();
  const list = page.locator('[data-log-list]');

  await test.step('the verification mail and the message are listed', async () => {
    await expect(list.getByText(address).first()).toBeVisible();
    await expect(list.getByText(accepted)).toBeVisible();
  });

  await test.step('the list can be narrowed down to a recipient', async () => {
    await page.getByLabel('Recipient').fill(accepted);
    await expect(list.getByText(address)).toHaveCount(0);
    await expect(list.getByText(accepted)).toBeVisible();
  });

  await test.step('a row opens to what was sent, why this way, and every attempt', async () => {
    await list.getByRole('link', { name: 'Zażółć gęślą jaźń' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Zażółć gęślą jaźń' })).toBeVisible();
    await expect(page.getByText(accepted).first()).toBeVisible();
    await expect(page.frameLocator('iframe').getByText('10482')).toBeVisible();
  });
});
