import { expect, expectAccessible, mailTo, test } from './product';

test('a tenant stops its mail service on purpose; mail waits, and leaves once it may', async ({ page, shop, demo }) => {
  const { id, operator } = await shop({ plan: 'pro' });
  const { server, port, encryption, username, password } = demo.mailServer;
  const relay = await operator.write<{ id: string }>('POST', '/v1/relays', {
    provider: 'smtp',
    server,
    port,
    encryption,
    username,
    password,
    sender: { address: 'orders@rose.example', name: 'Rose' },
  });
  await operator.write('POST', `/v1/relays/${relay.id}/test`, { to: 'me@rose.example' });
  await operator.write('POST', `/v1/relays/${relay.id}/activate`, {});

  await page.goto('/settings/integrations/email');
  await page.getByRole('button', { name: 'Stop sending' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop sending' }).click();
  await expect(page.getByRole('heading', { name: 'Your mail is waiting for you' })).toBeVisible();
  await expect(page.getByText('was stopped here on purpose')).toBeVisible();
  await expectAccessible(page, 'a stopped mail service');

  const to = `anna-${id}@buyers.example`;
  await operator.write('POST', '/v1/submissions', { to: [to], subject: 'Hi', text: 'Hello' });
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('heading', { name: 'Your mail is going out' })).toBeVisible();
  await mailTo(operator, to);
});
