import type { Page } from '@playwright/test';
import { expect, expectAccessible, mailTo, test, type Api } from './product';

interface Made {
  id: string;
}

/** A shop's own mail service, set up by its program; the test that it needs counts as a message. */
async function live(shop: Api, id: string, mailServer: object): Promise<string> {
  const relay = await shop.write<Made>('POST', '/v1/relays', {
    provider: 'smtp',
    ...mailServer,
    sender: { address: `shop@${id}.example`, name: 'Rose & Thorn' },
  });
  await shop.write('POST', `/v1/relays/${relay.id}/test`, { to: `tester@${id}.example` });
  await shop.write('POST', `/v1/relays/${relay.id}/activate`);
  return relay.id;
}

async function limit(page: Page, messages: string) {
  await page.getByRole('button', { name: 'Lower limits' }).click();
  const field = page.getByRole('textbox', { name: 'Messages in 24 hours' });
  await field.fill(messages);
  await page.getByRole('button', { name: 'Save limits' }).click();
  await expect(page.getByText('The limits are saved and hold at once.')).toBeVisible();
  await expect(field).toBeHidden();
}

test('a day’s limit is seen coming, keeps mail back without losing any, and lets it go once there is room', async ({
  page,
  shop,
  demo,
}) => {
  const { id, operator } = await shop({ plan: 'pro' });
  await live(operator, id, demo.mailServer);
  const buyers = `buyers@${id}-customers.example`;
  const send = async (messages: number) => {
    for (let each = 0; each < messages; each++) {
      await operator.write('POST', '/v1/submissions', { to: [buyers], subject: `Order ${each}`, text: 'Thank you.' });
    }
  };
  await page.reload();
  const block = page.getByRole('region', { name: 'Limits' });

  await test.step('at this rate it is reached soon', async () => {
    await limit(page, '10');
    await send(5);
    await mailTo(operator, buyers, 5);
    await page.reload();
    await expect(block).toContainText('6 of 10 messages in the last 24 hours');
    await expect(block).toContainText(/at this rate reached (tomorrow )?about \d/);
    await expect(block.getByRole('status')).toHaveCount(0);
  });

  await test.step('reached, mail waits, and one reads until when and that nothing is lost', async () => {
    await send(7);
    await mailTo(operator, buyers, 9);
    await expect
      .poll(async () => (await operator.get<{ items: object[] }>('/v1/deliveries?state=queued')).items.length)
      .toBe(3);
    await page.reload();
    await expect(block.getByRole('status')).toHaveText(
      /^The daily limit is reached\. Mail waits and leaves from .+ on its own; nothing is lost\.$/,
    );
    await expect(block).toContainText('10 of 10 messages in the last 24 hours');
    await expectAccessible(page, 'a limit that is reached');
  });

  await test.step('a message that waits says so', async () => {
    await page.getByRole('link', { name: 'Mail logs' }).click();
    await page
      .getByRole('row', { name: /Queued/ })
      .first()
      .getByRole('link')
      .click();
    await expect(page.getByRole('note', { name: 'What happens next' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Cancel sending' })).toBeVisible();
    await page.getByRole('link', { name: 'Email configuration' }).click();
  });

  await test.step('with more room all of it leaves at once', async () => {
    await limit(page, '100');
    await mailTo(operator, buyers, 12);
    await page.reload();
    await expect(block).toContainText('13 of 100 messages in the last 24 hours');
    await expect(block.getByRole('status')).toHaveCount(0);
  });
});

test('the operator says that an account takes more, and what waited leaves at once', async ({ page, shop, demo }) => {
  const { id, operator } = await shop({ plan: 'pro' });
  const relay = await live(operator, id, demo.mailServer);
  const buyers = `buyers@${id}-customers.example`;
  await operator.write('PUT', `/v1/relays/${relay}/limits`, { messagesPerDay: 2 });
  for (let each = 0; each < 3; each++) {
    await operator.write('POST', '/v1/submissions', { to: [buyers], subject: `Order ${each}`, text: 'Thank you.' });
  }
  await mailTo(operator, buyers, 1);
  await page.reload();
  const block = page.getByRole('region', { name: 'Limits' });
  await expect(block.getByRole('status')).toContainText('nothing is lost');
  await expect(block).toContainText('set by the platform');

  await operator.write('PUT', `/v1/relays/${relay}/limits`, { messagesPerDay: 200 });
  await mailTo(operator, buyers, 3);
  await page.reload();
  await expect(block).toContainText('4 of 200 messages');
  await expect(block.getByRole('status')).toHaveCount(0);
});
