import type { Tenant } from '../../src/operator/tenants';
import { expect, expectAccessible, OPERATOR, test } from './api';
import { MESSAGE, refusedDetail } from './samples';

const TENANT: Tenant = {
  id: 'shop-1',
  name: 'Flower Shop',
  plan: 'pro',
  nextPlan: null,
  locale: 'en',
  timeZone: 'Europe/Warsaw',
  contact: 'owner@shop.example',
  mode: 'default',
  effectiveMode: 'default',
  health: { state: 'sending', text: null, since: null, cause: null },
  createdAt: '2026-01-01T10:00:00Z',
};

test('a message that waits is held back, and released', async ({ page, api }) => {
  const shown = { ...refusedDetail(7), state: 'queued', cause: null as { code: string; text: string } | null };
  api
    .plays('GET', /^\/v1\/deliveries\/[^/]+$/, () => ({ json: shown }))
    .plays('GET', /^\/v1\/deliveries\/[^/]+\/message$/, () => ({ json: MESSAGE }))
    .plays('POST', /^\/v1\/deliveries\/[^/]+\/hold$/, () => {
      Object.assign(shown, { state: 'held', cause: { code: 'stopped.message', text: 'Somebody holds it back.' } });
      return { json: shown };
    })
    .plays('POST', /^\/v1\/deliveries\/[^/]+\/release$/, () => {
      Object.assign(shown, { state: 'queued', cause: null });
      return { json: shown };
    });
  await page.goto(`/settings/integrations/mail-logs/${shown.id}`);
  await page.getByRole('button', { name: 'Hold back' }).click();
  await expect(page.getByText('held back until somebody releases or cancels it')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try now' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Release' }).click();
  await expect(page.getByRole('button', { name: 'Hold back' })).toBeVisible();
  expect(api.asked).toContain(`POST /v1/deliveries/${shown.id}/release`);
});

test('the operator stops one tenant’s mail over the platform, and lets it leave again', async ({ page, api }) => {
  const mail = { stoppedSince: null as string | null };
  api
    .as(OPERATOR)
    .plays('GET', /^\/v1\/tenants\/shop-1$/, () => ({ json: TENANT }))
    .plays('GET', /^\/v1\/plans$/, () => ({ json: { items: [] } }))
    .plays('GET', /^\/v1\/tenants\/shop-1\/platform-mail$/, () => ({ json: mail }))
    .plays('POST', /^\/v1\/tenants\/shop-1\/platform-mail\/(stop|resume)$/, ({ match }) => {
      mail.stoppedSince = match[1] === 'stop' ? '2026-11-23T10:00:00Z' : null;
      return { json: mail };
    });
  await page.goto('/operator/tenants/shop-1');
  await page.getByRole('button', { name: 'Stop this tenant’s mail' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop this tenant’s mail' }).click();
  await expect(page.getByText('Stopped since')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Let it leave again' }).click();
  await expect(page.getByRole('button', { name: 'Stop this tenant’s mail' })).toBeVisible();
});
