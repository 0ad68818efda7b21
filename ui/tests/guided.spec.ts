import { expect, mailTo, test } from './product';

// Nobody's real Gmail is used: its server is looked up and filled in, and then the demo's own mail server takes its place.
test('from an address to a saved mail service', async ({ page, shop, demo }) => {
  const { id, operator } = await shop({ plan: 'pro' });
  const { mailServer } = demo;
  const sender = `${id}@gmail.com`;
  const tester = `tester@${id}.example`;
  const server = page.getByRole('textbox', { name: 'Server' });
  const branded = page.getByRole('region', { name: 'Your own address' });

  await test.step('as the platform’s sender, the address is explained, and the way that works is one press away', async () => {
    await branded.getByLabel('Email verification').fill(sender);
    await expect(branded.getByText('Only gmail.com can prove that mail is from gmail.com')).toBeVisible();
    await branded.getByRole('link', { name: `Send through the mail service of ${sender}` }).click();
  });

  await test.step('the mail service is found and filled in, with its guide beside it', async () => {
    await expect(page.getByRole('textbox', { name: 'Your address' })).toHaveValue(sender);
    await expect(page.getByText(/^Found: Gmail/)).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Provider' })).toHaveValue(/Gmail/);
    await expect(server).toHaveValue('smtp.gmail.com');
    await expect(page.getByRole('radio', { name: 'SSL/TLS' })).toBeChecked();
    await expect(page.getByLabel('User name')).toHaveValue(sender);
    await expect(page.getByRole('complementary', { name: /^How to set up Gmail/ })).toContainText('app password');
  });

  await test.step('a mix-up is noticed', async () => {
    await page.getByLabel('Password', { exact: true }).fill('my Google password!');
    await page.getByLabel('Sender name').focus();
    await expect(page.getByText('Gmail takes an app password of 16 letters here.')).toBeVisible();
  });

  await test.step('with a server that can be reached, the test passes, and the sender is the typed address', async () => {
    await page.getByRole('button', { name: 'Fill in its details' }).click();
    await expect(server).toHaveValue(mailServer.server);
    await page.getByLabel('Send the test to').fill(tester);
    await page.getByRole('button', { name: 'Send test email' }).click();
    await expect(page.getByText('The test passed')).toBeInViewport();
    const [mail] = await mailTo(operator, tester);
    const { headers } = await operator.get<{ headers: { name: string; value: string }[] }>(
      `/v1/demo/inbox/${mail!.id}`,
    );
    expect(headers.find((header) => header.name === 'From')!.value).toContain(sender);
  });

  await test.step('saved, one reads at the top of the page that mail goes out from it', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Your mail is going out' })).toContainText(sender);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });

  await test.step('a new password is tested by itself: a wrong one changes nothing, the right one takes over', async () => {
    await page.getByRole('link', { name: 'Replace password' }).click();
    const password = page.getByLabel(`New password for ${mailServer.username}`);
    await password.fill('surely not this');
    await page.getByRole('button', { name: 'Test and replace' }).click();
    await expect(page.getByText('Log-in refused')).toBeVisible();
    await password.fill(mailServer.password);
    await page.getByRole('button', { name: 'Test and replace' }).click();
    await expect(page.getByText('The new password works and is in use.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Your mail is going out' })).toBeVisible();
  });
});

test('a domain of one’s own is found by its DNS, and what was found works', async ({ page, shop, demo }) => {
  const { id, operator } = await shop({ plan: 'pro' });
  const { mailServer } = demo;
  const address = page.getByRole('textbox', { name: 'Your address' });
  const server = page.getByRole('textbox', { name: 'Server' });
  await page.goto('/settings/integrations/email/custom');

  await test.step('of a domain that nobody knows, it is said that nothing was found', async () => {
    await address.fill(`orders@${id}.example`);
    await expect(page.getByText('We couldn’t find out which mail service is behind this address.')).toBeVisible();
    await expect(server).toHaveValue('');
  });

  await test.step('the domain of a shop in the demo names its server', async () => {
    await address.fill('orders@oakandwick.example');
    await expect(page.getByText(`Found: ${mailServer.server}. The domain names this server in its DNS`)).toBeVisible();
    await expect(server).toHaveValue(mailServer.server);
    await expect(page.getByLabel('Port')).toHaveValue(String(mailServer.port));
    await expect(
      page.getByRole('radio', { name: mailServer.encryption === 'tls' ? 'SSL/TLS' : 'STARTTLS' }),
    ).toBeChecked();
  });

  await test.step('with its log-in the test passes, and it is saved', async () => {
    await page.getByLabel('User name').fill(mailServer.username);
    await page.getByLabel('Password', { exact: true }).fill(mailServer.password);
    await page.getByLabel('Send the test to').fill(`tester@${id}.example`);
    await page.getByRole('button', { name: 'Send test email' }).click();
    await expect(page.getByText('The test passed')).toBeVisible();
    await mailTo(operator, `tester@${id}.example`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Your mail is going out' })).toContainText(
      'orders@oakandwick.example',
    );
  });
});
