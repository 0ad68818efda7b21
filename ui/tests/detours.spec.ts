import { expect, expectAccessible, mailTo, test } from './product';

interface Made {
  id: string;
}

test('past the day’s limit mail leaves through the platform once the shop chose so, and everybody can see it', async ({
  page,
  shop,
  demo,
}) => {
  test.setTimeout(120_000);
  const { id, operator } = await shop({ plan: 'pro' });
  const relay = await operator.write<Made>('POST', '/v1/relays', {
    provider: 'smtp',
    ...demo.mailServer,
    sender: { address: `shop@${id}.example`, name: 'Rose & Thorn' },
  });
  await operator.write('POST', `/v1/relays/${relay.id}/test`, { to: `tester@${id}.example` });
  await operator.write('POST', `/v1/relays/${relay.id}/activate`);
  await operator.write('PATCH', `/v1/relays/${relay.id}`, { limits: { messagesPerDay: 2 } });
  const buyers = `buyers@${id}-customers.example`;
  const send = (subject: string) =>
    operator.write('POST', '/v1/submissions', { to: [buyers], subject, text: 'Thank you.' });
  await send('Order 1');
  await mailTo(operator, buyers, 1);
  await send('Order 2');

  await test.step('the shop chooses', async () => {
    await page.reload();
    const block = page.getByRole('region', { name: 'When it takes no mail' });
    await expect(block).toContainText('All mail waits');
    await block.getByRole('link', { name: 'Choose other ways' }).click();
    await page.getByRole('radio', { name: 'Leave through the platform' }).click();
    await expectAccessible(page, 'the choice of other ways');
    await page.getByRole('button', { name: 'Save choices' }).click();
    await expect(page.getByText('Your choices are saved.')).toBeVisible();
  });

  await test.step('what waited leaves, from the platform’s address and with replies to the shop', async () => {
    const [newest] = await mailTo(operator, buyers, 2);
    expect(newest!.subject).toBe('Order 2');
    const { headers } = await operator.get<{ headers: { name: string; value: string }[] }>(
      `/v1/demo/inbox/${newest!.id}`,
    );
    const header = (name: string) => headers.find((each) => each.name === name)?.value ?? '';
    expect(header('From')).not.toContain(`shop@${id}.example`);
    expect(header('Reply-To')).toContain(`shop@${id}.example`);
  });

  await test.step('the log says by which way it left', async () => {
    await page.getByRole('link', { name: 'Mail logs' }).click();
    await expect(page.getByText('Left through the platform.')).toHaveCount(1);
    await page.getByRole('link', { name: 'Order 2' }).click();
    await expect(page.getByText(/^The limit of .+ was reached\. As chosen for this case/)).toBeVisible();
    await expect(page.getByText(/over the platform’s mail service/)).toBeVisible();
    await expectAccessible(page, 'a message that took another way');
  });

  await test.step('and it is told as well, though nothing was lost', async () => {
    await page.getByRole('link', { name: 'Email configuration' }).click();
    await expect(page.getByText(/is reached: 1 message left another way/)).toBeVisible({ timeout: 40_000 });
  });
});
