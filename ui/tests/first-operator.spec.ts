import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';

const SCRIPT = fileURLToPath(new URL('../../fromline', import.meta.url));
const PATIENCE = 120_000;

/** A server on a new data folder, as somebody starts it for the first time: the link that it prints. */
const test = base.extend<{ link: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  link: async ({}, hand) => {
    const folder = await mkdtemp(join(tmpdir(), 'fromline-first-'));
    const server = spawn(SCRIPT, ['run'], {
      env: { ...clean(process.env), FROMLINE_DATA_DIR: join(folder, 'data'), FROMLINE_HTTP_PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    try {
      await hand(await printed(server, /http:\/\/\S+\/welcome\/[\w-]+/));
    } finally {
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** Settings given to the demo must not reach the server that this test starts. */
function clean(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('FROMLINE_')));
}

function printed(server: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((found, missing) => {
    let all = '';
    const read = (chunk: Buffer) => {
      all += chunk.toString();
      const match = pattern.exec(all);
      if (match) found(match[0]);
    };
    server.stdout!.on('data', read);
    server.stderr!.on('data', read);
    server.once('exit', (code) => missing(new Error(`the server ended with ${code}: ${all}`)));
    setTimeout(() => missing(new Error(`no link was printed: ${all}`)), PATIENCE).unref();
  });
}

test.setTimeout(PATIENCE + 60_000);

test('the first operator sets up an account by the printed link, signs out and in again', async ({ browser, link }) => {
  const context = await browser.newContext({ baseURL: new URL(link).origin, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Welcome to Fromline' })).toBeVisible();
  const save = page.getByRole('button', { name: 'Save and sign in' });
  await expect(save).toBeDisabled();
  await page.getByLabel('Email').fill('operator@platform.example');
  await page.getByLabel('New password', { exact: true }).fill('four words in a row');
  await save.click();
  await expect(page.getByRole('heading', { name: 'Tenants', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('Email').fill('operator@platform.example');
  await page.getByLabel('Password', { exact: true }).fill('not this one at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill('four words in a row');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Tenants', level: 1 })).toBeVisible();

  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  await context.close();
});
