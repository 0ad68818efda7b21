import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type APIRequestContext, type Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PASSWORD = 'a quiet river in autumn';

interface Demo {
  accounts: { email: string; password: string; role: string; tenant?: string | null }[];
  mailServer: { server: string; port: number; encryption: 'tls' | 'starttls'; username: string; password: string };
}

interface InboxItem {
  id: string;
  subject: string;
}

/** The API as whoever is signed in within this context, with what a browser adds to a write. */
export class Api {
  constructor(
    private readonly request: APIRequestContext,
    private readonly tenant?: string,
  ) {}

  async get<T>(path: string): Promise<T> {
    const response = await this.request.get(path, { headers: this.acting() });
    expect(response.ok(), `GET ${path}: ${response.status()}`).toBe(true);
    return (await response.json()) as T;
  }

  async write<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, data?: unknown): Promise<T> {
    await this.request.get('/v1/me');
    const { cookies } = await this.request.storageState();
    const token = cookies.find(({ name }) => name === 'fromline_csrf')?.value ?? '';
    const headers = { ...this.acting(), 'X-CSRF-Token': decodeURIComponent(token) };
    const response = await this.request.fetch(path, { method, data, headers });
    const text = await response.text();
    expect(response.ok(), `${method} ${path}: ${response.status()} ${text}`).toBe(true);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  for(tenant: string): Api {
    return new Api(this.request, tenant);
  }

  private acting(): Record<string, string> {
    return this.tenant ? { 'Fromline-Tenant': this.tenant } : {};
  }
}

/** A shop made for one test, and the person signed in for it in the page. */
export interface Shop {
  id: string;
  name: string;
  email: string;
  /** The shop as the operator sees it. */
  operator: Api;
}

interface Wishes {
  plan: string;
  role?: 'admin' | 'viewer';
  locale?: 'en' | 'pl';
}

interface Fixtures {
  demo: Demo;
  operator: Api;
  /** Makes a shop, invites a person, and signs the page in as them by the link in their mail. */
  shop: (wishes: Wishes) => Promise<Shop>;
}

let made = 0;

export const test = base.extend<Fixtures>({
  demo: async ({ request }, hand) => {
    const response = await request.get('/v1/demo');
    await hand((await response.json()) as Demo);
  },
  operator: async ({ playwright, baseURL, demo }, hand) => {
    const request = await playwright.request.newContext({ baseURL: baseURL! });
    const api = new Api(request);
    const { email, password } = demo.accounts.find(({ role }) => role === 'operator')!;
    await api.write('POST', '/v1/log-in', { email, password });
    await hand(api);
    await request.dispose();
  },
  shop: async ({ operator, page }, hand) => {
    await hand(async ({ plan, role = 'admin', locale = 'en' }) => {
      const id = `t${Date.now().toString(36)}${made++}`;
      const name = `Rose & Thorn ${id}`;
      const email = `${role}-${id}@people.example`;
      await operator.write('POST', '/v1/tenants', { id, name, plan, locale, contact: `owner@${id}.example` });
      const acting = operator.for(id);
      await acting.write('POST', '/v1/accounts', { email, role, locale });
      const link = await linkIn(operator, email, /\/welcome\/[\w-]+/);
      await page.goto(link);
      const welcome = page.locator('input[type=password]');
      await welcome.fill(PASSWORD);
      await page.locator('button[type=submit]').click();
      await page.waitForURL('**/settings/integrations/email');
      return { id, name, email, operator: acting };
    });
  },
});

/** The mail that reached a mailbox of the demo, newest first, once there is some. */
export async function mailTo(api: Api, mailbox: string, count = 1): Promise<InboxItem[]> {
  let items: InboxItem[] = [];
  await expect
    .poll(
      async () => {
        ({ items } = await api.get<{ items: InboxItem[] }>(`/v1/demo/inbox?mailbox=${encodeURIComponent(mailbox)}`));
        return items.length;
      },
      { message: `mail for ${mailbox}` },
    )
    .toBeGreaterThanOrEqual(count);
  return items;
}

/** The path of a link in the newest mail of a mailbox. */
export async function linkIn(api: Api, mailbox: string, pattern: RegExp, count = 1): Promise<string> {
  const [newest] = await mailTo(api, mailbox, count);
  const { text } = await api.get<{ text: string }>(`/v1/demo/inbox/${newest!.id}`);
  const link = pattern.exec(text);
  expect(link, `a link like ${pattern} in: ${text}`).not.toBeNull();
  return link![0];
}

/** No violation of any rule that axe knows. */
export async function expectAccessible(page: Page, where: string) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
  expect(found, `accessibility of ${where}`).toEqual([]);
}

export { expect } from '@playwright/test';
