import { expect, mailTo, test } from './product';

test('a mail service is saved only after a test of exactly its settings, changed, and removed', async ({
  page,
  shop,
  demo,
}) => {
  const { id, operator } = await shop({ plan: 'pro' });
  const { mailServer } = demo;
  const sender = `shop@${id}.example`;
  const tester = `tester@${id}.example`;
  const save = page.getByRole('button', { name: 'Save', exact: true });

  await test.step('port and encryption always agree', async () => {
    await page.getByRole('region', { name: 'Your own mail service' }).getByRole('link', { name: 'Set up' }).click();
    await page.getByRole('textbox', { name: 'Your address' }).fill(sender);
    await page.getByRole('combobox', { name: 'Provider' }).fill('gmail.com');
    await page.getByRole('option', { name: /^Gmail/ }).click();
    await expect(page.getByRole('textbox', { name: 'Server' })).toHaveValue('smtp.gmail.com');
    await expect(page.getByRole('complementary', { name: /^How to set up Gmail/ })).toBeVisible();
    await page.getByLabel('Port').fill('465');
    await expect(page.getByRole('radio', { name: 'SSL/TLS' })).toBeChecked();
    await page.getByText('STARTTLS', { exact: true }).click();
    await expect(page.getByLabel('Port')).toHaveValue('587');
  });

  await test.step('blanks that came along with a pasted value are taken away', async () => {
    await page.getByLabel('Password', { exact: true }).fill('abcd efgh ijkl mnop');
    await page.getByLabel('Sender name').focus();
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('abcdefghijklmnop');
    await expect(page.getByText('We removed the blanks that came along.')).toBeVisible();
  });

  await test.step('a wrong password fails the test, and Save stays inactive', async () => {
    await page.getByRole('button', { name: 'Fill in its details' }).click();
    await page.getByLabel('Password', { exact: true }).fill('surely not this');
    await page.getByLabel('Send the test to').fill(tester);
    await expect(save).toBeDisabled();
    await expect(page.getByText('Save becomes active once a test')).toBeVisible();
    await page.getByRole('button', { name: 'Send test email' }).click();
    await expect(page.getByText('Connection is secure')).toBeVisible();
    await expect(page.getByText('Log-in refused')).toBeVisible();
    await expect(page.getByText('didn’t pass, so they can’t be saved')).toBeVisible();
    await expect(save).toBeDisabled();
  });

  await test.step('the right one passes, and the mail arrives', async () => {
    await page.getByLabel('Password', { exact: true }).fill(mailServer.password);
    await expect(page.getByText('You changed something since the test')).toBeVisible();
    await page.getByRole('button', { name: 'Send test email' }).click();
    await expect(page.getByText('The test passed')).toBeVisible();
    await expect(page.getByText('Message accepted')).toBeVisible();
    await mailTo(operator, tester);
    await expect(save).toBeEnabled();
  });

  await test.step('a change makes Save inactive again, taking it back makes it active', async () => {
    const name = await page.getByLabel('Sender name').inputValue();
    await page.getByLabel('Sender name').fill('Somebody else');
    await expect(save).toBeDisabled();
    await page.getByLabel('Sender name').fill(name);
    await expect(save).toBeEnabled();
  });

  const card = page.getByRole('region', { name: 'Your own mail service' });
  await test.step('saved, it is in use, and mail leaves by it', async () => {
    await save.click();
    await expect(card.getByText('In use')).toBeVisible();
    await expect(card.getByText(`${mailServer.server}:${mailServer.port}`)).toBeVisible();
    const to = `customer@${id}-buyers.example`;
    await operator.write('POST', '/v1/submissions', { to: [to], subject: 'Your order', text: 'Thank you.' });
    const [mail] = await mailTo(operator, to);
    const { headers } = await operator.get<{ headers: { name: string; value: string }[] }>(
      `/v1/demo/inbox/${mail!.id}`,
    );
    expect(headers.find((header) => header.name === 'From')!.value).toContain(sender);
  });

  await test.step('the password is not shown again, and need not be typed to change something else', async () => {
    await card.getByRole('link', { name: 'Change settings' }).click();
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
    await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('placeholder', 'A password is stored');
    await page.getByLabel('Sender name').fill('The new name');
    await page.getByLabel('Send the test to').fill(tester);
    await page.getByRole('button', { name: 'Send test email' }).click();
    await expect(page.getByText('The test passed')).toBeVisible();
    await save.click();
    await expect(page.getByRole('region', { name: 'Your mail is going out' })).toContainText('The new name');
  });

  await test.step('the previous settings come back with one press', async () => {
    await card.getByRole('button', { name: 'Restore the previous settings' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await expect(page.getByRole('region', { name: 'Your mail is going out' })).not.toContainText('The new name');
  });

  await test.step('removed, mail leaves by the platform again', async () => {
    await card.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove mail service' }).click();
    await expect(page.getByRole('region', { name: 'The platform’s address' }).getByText('In use')).toBeVisible();
    await expect(card.getByRole('link', { name: 'Set up' })).toBeVisible();
  });
});
