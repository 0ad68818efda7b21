import type { Page } from '@playwright/test';
import { expect, expectAccessible, mailTo, test } from './product';

const SWITCHED_OFF = 'switched-off@microsoft.example';
const note = (page: Page, cause: string) => page.getByRole('note', { name: cause });

async function choose(page: Page, username: string) {
  await page.getByText('Or an account that does not work yet').click();
  await page.getByRole('button', { name: `Fill in ${username}` }).click();
  await expect(page.getByLabel('User name')).toHaveValue(username);
}

async function open(page: Page, id: string) {
  await page
    .getByRole('region', { name: 'Your own mail service' })
    .getByRole('link', { name: /^Set up|^Continue/ })
    .click();
  await page.getByRole('textbox', { name: 'Your address' }).fill(`shop@${id}.example`);
}

async function sendTest(page: Page, to: string) {
  await page.getByLabel('Send the test to').fill(to);
  await page.getByRole('button', { name: 'Send test email' }).click();
}

/** Three texts of the same 535 5.7.139, by the same server, and three different ways out. */
test.describe('what Microsoft 365 means by 535 5.7.139', () => {
  test('sending by programs is switched off: an administrator switches it on, and nothing else changes', async ({
    page,
    shop,
  }) => {
    const { id, operator } = await shop({ plan: 'pro' });
    await operator.write('PUT', `/v1/demo/mail-accounts/${SWITCHED_OFF}`, { allowed: false });
    const save = page.getByRole('button', { name: 'Save', exact: true });
    await open(page, id);
    await choose(page, SWITCHED_OFF);
    await sendTest(page, `tester@${id}.example`);
    const cause = note(page, 'For this mailbox, sending by programs (authenticated SMTP) is switched off');
    await expect(cause).toContainText('The administrator of your mail account has to fix this.');
    await expect(cause).toContainText('Manage email apps and tick “Authenticated SMTP”');
    await expect(cause.getByRole('link', { name: /^admin\.microsoft\.com/ })).toHaveAttribute('target', '_blank');
    await expect(save).toBeDisabled();
    await expectAccessible(page, 'a refused log-in');

    await page.getByRole('button', { name: 'As the administrator: switch it on' }).click();
    await expect(page.getByText(`Programs may now send from ${SWITCHED_OFF}.`)).toBeVisible();
    await page.getByRole('button', { name: 'Send test email' }).click();
    await expect(page.getByText('The test passed')).toBeVisible();
    await mailTo(operator, `tester@${id}.example`);
    await save.click();
    await expect(
      page.getByRole('region', { name: 'Your own mail service' }).getByText('In use', { exact: true }),
    ).toBeVisible();
  });

  test('the password is wrong: the right one is typed', async ({ page, shop }) => {
    const { id, operator } = await shop({ plan: 'pro' });
    await open(page, id);
    await choose(page, 'mistyped@microsoft.example');
    await sendTest(page, `tester@${id}.example`);
    const cause = note(page, 'Microsoft 365 refused the log-in');
    await expect(cause).toContainText('You can fix this.');
    await expect(cause).toContainText('Check the user name');
    await expect(cause).not.toContainText('administrator of your mail account');

    await page.getByLabel('Password', { exact: true }).fill('clay-and-glass');
    await page.getByRole('button', { name: 'Send test email' }).click();
    await expect(page.getByText('The test passed')).toBeVisible();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const to = `customer@${id}-buyers.example`;
    await operator.write('POST', '/v1/submissions', { to: [to], subject: 'Your order', text: 'Thank you.' });
    await mailTo(operator, to);
  });

  test('passwords are switched off for good: another mail service is set up', async ({ page, shop }) => {
    const { id, operator } = await shop({ plan: 'pro' });
    await open(page, id);
    await choose(page, 'passwords-off@microsoft.example');
    await sendTest(page, `tester@${id}.example`);
    const cause = note(page, 'Your organisation’s Microsoft 365 no longer takes passwords from programs');
    await expect(cause).toContainText('set up another mail service');

    await page.getByRole('button', { name: 'Fill in its details' }).click();
    await page.getByRole('button', { name: 'Send test email' }).click();
    await expect(page.getByText('The test passed')).toBeVisible();
    await mailTo(operator, `tester@${id}.example`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Your mail is going out' })).toBeVisible();
  });
});
