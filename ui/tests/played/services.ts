import type { Configuration } from '../../src/config/configuration';
import type { Detected, Provider } from '../../src/config/providers';
import type { Detours } from '../../src/config/detours';
import type { LimitWindow, RelayLimits } from '../../src/config/limits';
import type { Relay, TestResult } from '../../src/config/relays';
import type { PlayedApi } from './api';

const STEP = {
  title: 'Make an app password',
  text: 'Copy its 16 letters.',
  link: 'https://myaccount.google.com/apppasswords',
};

/** A small catalogue: one of each kind that the form treats in its own way. */
export const PROVIDERS: Provider[] = [
  {
    id: 'gmail',
    name: 'Gmail',
    group: 'mailbox',
    groupName: 'Mailboxes',
    servers: [{ server: 'smtp.gmail.com' }],
    port: 465,
    encryption: 'tls',
    usernameForm: 'The whole address',
    usernameKind: 'address',
    credentialName: 'An app password',
    quirks: [{ code: 'app_password', text: 'A new Google password ends every app password.' }],
    guide: [STEP],
    limits: { messagesPerDay: 500 },
    administratorMessage: 'Hello,\nplease switch on two-step verification for our mailbox.',
  },
  {
    id: 'zoho',
    name: 'Zoho Mail',
    usernameKind: 'address',
    group: 'mailbox',
    groupName: 'Mailboxes',
    servers: [
      { server: 'smtp.zoho.com', name: 'USA' },
      { server: 'smtp.zoho.eu', name: 'Europe' },
    ],
    port: 465,
    encryption: 'tls',
    guide: [STEP],
  },
  {
    id: 'nazwa',
    name: 'nazwa.pl',
    group: 'hosting',
    groupName: 'Hosting',
    servers: [{ server: 'smtp.nazwa.pl' }],
    port: 465,
    encryption: 'tls',
    quirks: [{ code: 'ip_bound', text: 'Only known network addresses may log in.' }],
    outgoingAddresses: ['203.0.113.7'],
    guide: [STEP],
  },
  {
    id: 'sendgrid',
    name: 'SendGrid',
    usernameKind: 'fixed',
    usernameValue: 'apikey',
    group: 'service',
    groupName: 'Services',
    servers: [{ server: 'smtp.sendgrid.net' }],
    port: 587,
    encryption: 'starttls',
    guide: [STEP],
  },
  {
    id: 'home',
    name: 'home.pl',
    group: 'hosting',
    groupName: 'Hosting',
    servers: [],
    port: 465,
    encryption: 'tls',
    usernameKind: 'address',
    guide: [STEP],
  },
  { id: 'smtp', name: 'Another SMTP server', servers: [], guide: [STEP] },
];

export const GMAIL: Detected = {
  provider: 'gmail',
  how: 'domain',
  settings: { server: 'smtp.gmail.com', port: 465, encryption: 'tls', username: 'roza@gmail.com' },
  dmarc: { record: 'v=DMARC1; p=none; sp=quarantine', policy: 'none' },
  freemail: true,
};

export const NOTHING: Detected = { provider: null, how: 'none', settings: null, dmarc: null, freemail: false };

/** A quiet day at a provider that lets 500 messages through in it. */
export function limits(perDay: Partial<LimitWindow> = {}): RelayLimits {
  const published = { messagesPerDay: 500, recipientsPerMessage: 100 };
  return {
    perDay: {
      used: 0,
      unit: 'messages',
      limit: 500,
      percent: 0,
      warning: false,
      reached: false,
      learned: false,
      ...perDay,
    },
    recipientsPerMessage: 100,
    own: {},
    operator: {},
    published,
    ceiling: published,
  };
}

/** Nothing leaves another way. */
export const WAITS: Detours = {
  overflow: 'wait',
  fallback: { security: 'wait', transactional: 'wait', digest: 'wait' },
};

export function relay(part: Partial<Relay> = {}): Relay {
  return {
    id: 'r1',
    provider: 'gmail',
    state: 'active',
    server: 'smtp.gmail.com',
    port: 465,
    encryption: 'tls',
    username: 'roza@gmail.com',
    passwordSet: true,
    sender: { address: 'roza@gmail.com', name: 'Flower Shop' },
    canActivate: false,
    limits: limits(),
    detours: WAITS,
    ...part,
  };
}

/** A relay whose log-in is refused since this morning. */
export const HELD = relay({
  held: {
    since: '2026-11-23T08:00:00Z',
    cause: { code: 'auth.wrong_password', actor: 'tenant', text: 'Gmail refused the log-in.', steps: ['Press it.'] },
  },
});

export function configuration(of: Relay | null, standby: Relay | null = null): Configuration {
  const mode = of ? 'custom' : 'default';
  const held = of?.held;
  return {
    mode,
    effectiveMode: mode,
    sender: { text: '"Flower Shop" <roza@gmail.com>' },
    health: { state: held ? 'waiting' : 'sending', text: held ? 'Mail is waiting.' : '', cause: held?.cause ?? null },
    plan: { name: 'pro', modes: ['custom', 'branded', 'default'] },
    modes: (['custom', 'branded', 'default'] as const).map((each) => ({
      mode: each,
      entitled: true,
      ready: each === mode || each === 'default',
      active: each === mode,
    })),
    identity: { current: null, pending: null },
    relay: of,
    drafts: [],
    standby,
    otherWays: {
      second: standby && { server: standby.server, senderText: '"Flower Shop" <roza@zoho.example>' },
      platform: {
        server: 'mail.market.example',
        senderText: '"Flower Shop via Market" <mail@market.example>',
        replyTo: 'roza@gmail.com',
      },
    },
  };
}

interface Shop {
  relay: Relay | null;
  /** The second mail service. */
  standby: Relay | null;
  /** Every body that was sent to save or change the relay. */
  kept: Record<string, unknown>[];
  /** What the next test finds. */
  result: TestResult;
}

export const PASSED: TestResult = {
  passed: true,
  steps: [{ name: 'message', ok: true, millis: 9 }],
  arrival: null,
  confirmation: null,
};

export const REFUSED: TestResult = {
  passed: false,
  steps: [{ name: 'auth', ok: false, millis: 9, reply: '535 5.7.8 Username and Password not accepted' }],
  cause: { code: 'auth.wrong_password', actor: 'tenant', text: 'The log-in was refused.', steps: [] },
};

/** A shop's mail service as the server keeps it: drafted, tested, and live only after a test that passed. */
export function playShop(api: PlayedApi, first: Relay | null = null): Shop {
  const shop: Shop = { relay: first, standby: null, kept: [], result: PASSED };
  const draft = relay({ id: 'd1', state: 'draft' });
  const keep = (body: Record<string, unknown>) => {
    shop.kept.push(body);
    return { json: shop.relay ?? { ...draft, ...body, passwordSet: true } };
  };
  api
    .plays('GET', /^\/v1\/providers$/, ({ query }) => {
      const sender = query.get('sender');
      const items = PROVIDERS.map((each) =>
        sender && each.administratorMessage
          ? Object.assign({}, each, { administratorMessage: `${each.administratorMessage}\nWe send as ${sender}.` })
          : each,
      );
      return { json: { items } };
    })
    .plays('GET', /^\/v1\/demo$/, () => ({ json: {} }))
    .plays('GET', /^\/v1\/email-configuration$/, () => ({ json: configuration(shop.relay, shop.standby) }))
    .plays('POST', /^\/v1\/relays$/, ({ body }) => keep(body))
    .plays('PATCH', /^\/v1\/relays\/\w+$/, ({ body }) => keep(body))
    .plays('POST', /^\/v1\/relays\/\w+\/test$/, () => ({ json: { result: shop.result } }))
    .plays('POST', /^\/v1\/relays\/\w+\/standby$/, () => {
      shop.standby = relay({ id: 'd1', state: 'standby', server: 'smtp.zoho.eu' });
      return { json: shop.standby };
    })
    .plays('POST', /^\/v1\/relays\/\w+\/activate$/, () => {
      if (!shop.result.passed) return { status: 409, json: { status: 409, code: 'relay.test_required' } };
      shop.relay = relay();
      return { json: shop.relay };
    });
  return shop;
}
