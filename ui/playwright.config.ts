import { defineConfig } from '@playwright/test';

/**
 * Tests of the pages against a running demo (FROMLINE_URL), in the system's Chromium (CHROMIUM).
 *
 * The times are for machines where browser, server and database share two slow cores: whoever waits for something waits until it is
 * there, so long ones cost nothing where all is well. What is played to the pages goes beside the walks through the demo, which share its
 * data and so go one after the other.
 */
export default defineConfig({
  testDir: 'tests',
  timeout: 240_000,
  expect: { timeout: 30_000, toMatchAriaSnapshot: { children: 'deep-equal' } },
  workers: 2,
  projects: [
    { name: 'walks', testIgnore: 'played/**', workers: 1 },
    { name: 'played', testMatch: 'played/*.spec.ts', workers: 1 },
  ],
  forbidOnly: true,
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    baseURL: process.env.FROMLINE_URL ?? 'http://127.0.0.1:8025',
    locale: 'en-GB',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
