import { violations } from './axe';
import { expect, test as base, type Page, type Route } from '@playwright/test';

type Answer = { status?: number; json?: unknown };
type Part = (request: {
  query: URLSearchParams;
  body: Record<string, unknown>;
  match: string[];
}) => Answer | Promise<Answer>;

/** The API played to the pages: for what a real server does only now and then, such as an uncertain outcome. */
export class PlayedApi {
  readonly asked: string[] = [];
  private readonly parts: { method: string; path: RegExp; part: Part }[] = [];

  constructor(readonly page: Page) {
    this.plays('GET', /^\/v1\/me$/, () => ({ json: ADMIN }));
  }

  /** From now on this is the answer; the latest part that fits a request plays. */
  plays(method: string, path: RegExp, part: Part): this {
    this.parts.unshift({ method, path, part });
    return this;
  }

  as(me: object): this {
    return this.plays('GET', /^\/v1\/me$/, () => ({ json: me }));
  }

  async start(): Promise<this> {
    await this.page.route(/\/v1\//, (route) => this.answer(route));
    return this;
  }

  private async answer(route: Route) {
    const request = route.request();
    const url = new URL(request.url());
    this.asked.push(`${request.method()} ${url.pathname}`);
    for (const { method, path, part } of this.parts) {
      const match = path.exec(url.pathname);
      if (method !== request.method() || !match) continue;
      const body = (request.postDataJSON() ?? {}) as Record<string, unknown>;
      const { status = 200, json } = await part({ query: url.searchParams, body, match: [...match] });
      const contentType = status >= 400 ? 'application/problem+json' : 'application/json';
      return route.fulfill({ status, contentType, body: json === undefined ? '' : JSON.stringify(json) });
    }
    return route.fulfill({ status: 404, json: { status: 404, code: 'not_found', detail: 'There is no such thing.' } });
  }
}

const SHOP = { id: 'shop-1', name: 'Flower Shop', plan: 'pro', timeZone: 'Europe/Warsaw' };

export const ADMIN = {
  kind: 'member',
  email: 'owner@shop.example',
  role: 'admin',
  canWrite: true,
  tenant: SHOP,
  demo: true,
};
export const VIEWER = { ...ADMIN, email: 'viewer@shop.example', role: 'viewer', canWrite: false };
export const OPERATOR = {
  kind: 'operator',
  email: 'operator@platform.example',
  role: 'operator',
  canWrite: true,
  demo: true,
};

export function problem(status: number, code: string, detail: string, field?: string): Answer {
  return { status, json: { type: 'about:blank', title: code, status, code, detail, field } };
}

export const test = base.extend<{ api: PlayedApi }>({
  api: async ({ page }, provide) => {
    await provide(await new PlayedApi(page).start());
  },
});

/** No violation of WCAG 2.2 AA on the page as it stands, in light and in dark. */
export async function expectAccessible(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The page takes the scheme up in a task of its own, which on a busy machine may come after the first frames.
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    // Asked again while there are some: axe measures over many milliseconds, and a page that is being laid out moves under it.
    await expect.poll(() => violations(page), { message: `in ${colorScheme}`, timeout: 10_000 }).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

export { expect };
