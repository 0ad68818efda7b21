import { expect, linkIn, mailTo, test } from './product';

test('an address is typed, proven by the press in its mail, used by itself, and changed', async ({ page, shop }) => {
  const { id, name, operator } = await shop({ plan: 'pro' });
  const first = `hello@${id}.example`;
  const second = `orders@${id}.example`;
  const branded = page.getByRole('region', { name: 'Your own address' });

  await test.step('a mistyped address is said beside the field', async () => {
    await branded.getByLabel('Email verification').fill('not an address');
    await branded.getByRole('button', { name: 'Send verification email' }).click();
    await expect(branded.getByLabel('Email verification')).toHaveAttribute('aria-invalid', 'true');
  });

  await test.step('the verification mail is sent, and can be resent only after a while', async () => {
    await branded.getByLabel('Email verification').fill(first);
    await branded.getByRole('button', { name: 'Send verification email' }).click();
    await expect(branded.getByText(`Waiting for ${first}`)).toBeVisible();
    await expect(branded.getByRole('button', { name: 'Resend verification' })).toBeDisabled();
    await expect(branded.getByText(/You can resend in \d+:\d\d/)).toBeVisible();
  });

  await test.step('opening the link does nothing, the press verifies', async () => {
    const link = await linkIn(operator, first, /\/verify\/[\w-]+/);
    const mailbox = await page.context().newPage();
    await mailbox.goto(link);
    await expect(mailbox.getByText(first)).toBeVisible();
    await mailbox.reload();
    await expect(branded.getByText(`Waiting for ${first}`)).toBeVisible();
    await mailbox.getByRole('button', { name: 'Verify email' }).click();
    await expect(mailbox.getByRole('button', { name: 'Verify email' })).toBeHidden();
    await mailbox.goto(link);
    await expect(mailbox.getByRole('button', { name: 'Verify email' })).toBeHidden();
    await mailbox.close();
  });

  await test.step('the address is in use by itself', async () => {
    await expect(branded.getByText('In use')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Your mail is going out' })).toContainText(first);
  });

  await test.step('mail leaves from it', async () => {
    const to = `customer@${id}-buyers.example`;
    await operator.write('POST', '/v1/submissions', { to: [to], subject: 'Your order', text: 'Thank you.' });
    const [mail] = await mailTo(operator, to);
    const { headers } = await operator.get<{ headers: { name: string; value: string }[] }>(
      `/v1/demo/inbox/${mail!.id}`,
    );
    expect(headers.find((header) => header.name === 'From')!.value).toContain(first);
    expect(headers.find((header) => header.name === 'From')!.value).toContain(name.split(' ')[0]);
  });

  await test.step('a new address keeps the old one in use until it is proven', async () => {
    await branded.getByRole('button', { name: 'Change address' }).click();
    await branded.getByLabel('Email verification').fill(second);
    await branded.getByRole('button', { name: 'Send verification email' }).click();
    await expect(branded.getByText(`mail leaves from ${first}`)).toBeVisible();
    const link = await linkIn(operator, second, /\/verify\/[\w-]+/);
    const mailbox = await page.context().newPage();
    await mailbox.goto(link);
    await mailbox.getByRole('button', { name: 'Verify email' }).click();
    await expect(mailbox.getByRole('button', { name: 'Verify email' })).toBeHidden();
    await mailbox.close();
    await expect(page.getByRole('region', { name: 'Your mail is going out' })).toContainText(second);
  });
});

test('a pending address can be dropped', async ({ page, shop }) => {
  const { id } = await shop({ plan: 'pro' });
  const branded = page.getByRole('region', { name: 'Your own address' });
  await branded.getByLabel('Email verification').fill(`typo@${id}.example`);
  await branded.getByRole('button', { name: 'Send verification email' }).click();
  await branded.getByRole('button', { name: 'Drop this address' }).click();
  await expect(branded.getByLabel('Email verification')).toBeVisible();
});
