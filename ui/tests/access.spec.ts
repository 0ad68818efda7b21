import { expect, linkIn, test } from './product';

test('a viewer sees how mail leaves and can change nothing', async ({ page, shop }) => {
  const { id } = await shop({ plan: 'pro', role: 'viewer' });
  await expect(page.getByText('only an administrator can change it')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Set up' })).toHaveCount(0);
  await expect(page.getByLabel('Email verification')).toHaveCount(0);
  await page.goto('/settings/integrations/email/custom');
  await expect(page.getByRole('heading', { name: 'Email configuration', level: 1 })).toBeVisible();
  await page.goto('/operator/tenants');
  await expect(page.getByRole('heading', { name: 'Email configuration', level: 1 })).toBeVisible();
  await page.goto(`/t/${id}/settings/integrations/email`);
  await expect(page).toHaveURL(/\/settings\/integrations\/email$/);
});

test('a lower plan sees the page, what it would gain, and where plans are compared', async ({
  page,
  shop,
  operator,
}) => {
  await operator.write('PUT', '/v1/plans/basic', { modes: ['default'], messagesPerDay: 50, logRetentionDays: 7 });
  await shop({ plan: 'basic' });
  for (const way of ['Your own mail service', 'Your own address']) {
    const card = page.getByRole('region', { name: way });
    await expect(card.getByText('Not in your plan')).toBeVisible();
    await expect(card.getByText('With a plan that includes it')).toBeVisible();
    await expect(card.getByRole('link', { name: 'Compare plans' })).toHaveAttribute('href', /^https?:/);
  }
  await expect(page.getByRole('region', { name: 'The platform’s address' }).getByText('In use')).toBeVisible();
  await expect(page.getByText('0 of 50 messages today')).toBeVisible();
});

test('after a downgrade the settings are kept, and mail leaves by the platform', async ({ page, shop }) => {
  const { id, operator } = await shop({ plan: 'pro' });
  await operator.write('PUT', '/v1/plans/basic', { modes: ['default'], messagesPerDay: 50, logRetentionDays: 7 });
  const address = `hello@${id}.example`;
  const branded = page.getByRole('region', { name: 'Your own address' });
  await branded.getByLabel('Email verification').fill(address);
  await branded.getByRole('button', { name: 'Send verification email' }).click();
  await expect(branded.getByText(`Waiting for ${address}`)).toBeVisible();
  await page.goto(await linkIn(operator, address, /\/verify\/[\w-]+/));
  await page.getByRole('button', { name: 'Verify email' }).click();
  await page.goto('/settings/integrations/email');
  await expect(branded.getByText('In use')).toBeVisible();
  await operator.write('PATCH', `/v1/tenants/${id}`, { plan: 'basic' });
  await page.reload();
  await expect(branded.getByText('Paused: not in your plan')).toBeVisible();
  await expect(branded.getByText(address).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'The platform’s address' }).getByText('In use')).toBeVisible();
});
