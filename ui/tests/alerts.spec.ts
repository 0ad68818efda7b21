import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './product';

test('what goes wrong stands under Alerts and calls a webhook, and is over once it is mended', async ({
  page,
  operator,
  shop,
}) => {
  const plan = `two-${Date.now().toString(36)}`;
  const perDay = (messagesPerDay: number) =>
    operator.write('PUT', `/v1/plans/${plan}`, { modes: ['default'], messagesPerDay, logRetentionDays: 7 });
  await perDay(2);
  const rose = await shop({ plan });
  const calls: string[] = [];
  const listener = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      calls.push(body);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
  try {
    await page.getByRole('link', { name: 'Alerts' }).click();
    await expect(page.getByText('Nothing is wrong')).toBeVisible();
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    const url = `http://localhost:${(listener.address() as AddressInfo).port}/hook`;
    await page.getByLabel('Address to call').fill(url);
    await page.getByRole('button', { name: 'Add it and show its secret' }).click();
    await expect(page.getByLabel('Signing secret')).toHaveValue(/^whsec_/);
    await page.getByRole('button', { name: 'I have stored the secret' }).click();
    await page.getByRole('button', { name: `Send a test to ${url}` }).click();
    await expect.poll(() => calls.join()).toContain('webhook.test');
    await expect(page.getByText(/^taken/)).toBeVisible();

    for (const to of ['anna@buyers.example', 'jan@buyers.example']) {
      await rose.operator.write('POST', '/v1/submissions', { to: [to], subject: 'Hi', text: 'Hello' });
    }
    await expect(page.getByRole('region', { name: 'Open now' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('region', { name: 'Open now' })).toContainText('2');
    await expect.poll(() => calls.join()).toContain('incident.opened');

    await perDay(200);
    await expect(page.getByRole('region', { name: 'Over' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Nothing is wrong')).toBeVisible();
    await expect.poll(() => calls.join()).toContain('incident.closed');
  } finally {
    listener.close();
  }
});
