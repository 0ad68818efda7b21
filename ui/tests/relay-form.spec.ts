import { expect, test } from '@playwright/test';
import { looksLike } from '../src/config/providers';
import {
  bodyOf,
  changed,
  cleaned,
  complete,
  EMPTY,
  fingerprint,
  passwordStays,
  pastedServer,
  trimmed,
  withDetected,
  withProvider,
} from '../src/config/relayForm';
import { suspicions } from '../src/config/suspicion';
import { GMAIL, NOTHING, PROVIDERS } from './played/services';
import { relay } from './played/services';

const FILLED = {
  ...EMPTY,
  provider: 'smtp',
  server: 'mail.shop.example',
  username: 'u',
  senderAddress: 'a@shop.example',
};

for (const [port, encryption] of [
  ['465', 'tls'],
  ['587', 'starttls'],
  ['2525', 'starttls'],
] as const) {
  test(`port ${port} sets ${encryption}`, () => {
    const other = encryption === 'tls' ? 'starttls' : 'tls';
    expect(changed({ ...EMPTY, encryption: other }, 'port', port).encryption).toBe(encryption);
  });
}

test('an encryption moves the port only off the other one’s port', () => {
  expect(changed({ ...EMPTY, port: '587' }, 'encryption', 'tls').port).toBe('465');
  expect(changed({ ...EMPTY, port: '2525' }, 'encryption', 'tls').port).toBe('465');
  expect(changed({ ...EMPTY, port: '465' }, 'encryption', 'starttls').port).toBe('587');
  expect(changed({ ...EMPTY, port: '2525' }, 'encryption', 'starttls').port).toBe('2525');
  expect(changed({ ...EMPTY, port: '1025' }, 'encryption', 'tls').port).toBe('1025');
});

test('a port that belongs to no encryption leaves it as it is', () => {
  expect(changed({ ...EMPTY, encryption: 'tls' }, 'port', '1025').encryption).toBe('tls');
});

test('blanks around any value go, and those between the groups of an app password', () => {
  expect(trimmed({ ...EMPTY, server: ' mail.shop.example\t' }, 'server')).toBe('mail.shop.example');
  expect(trimmed({ ...EMPTY, password: ' abcd efgh ijkl mnop ' }, 'password')).toBe('abcdefghijklmnop');
  expect(trimmed({ ...EMPTY, password: ' four words in a row\n' }, 'password')).toBe('four words in a row');
});

test('an empty password is left out, so that the stored one stays', () => {
  expect('password' in bodyOf(FILLED)).toBe(false);
  expect(bodyOf({ ...FILLED, password: 'p' }).password).toBe('p');
});

test('only a difference that reaches the server is a difference', () => {
  expect(fingerprint({ ...FILLED, server: ' mail.shop.example ' })).toBe(fingerprint(FILLED));
  expect(fingerprint({ ...FILLED, senderName: 'Shop' })).not.toBe(fingerprint(FILLED));
});

test('a user name needs a password, typed or stored', () => {
  expect(complete(FILLED, false, 'tenant')).toBe(false);
  expect(complete(FILLED, true, 'tenant')).toBe(true);
  expect(complete({ ...FILLED, password: 'p' }, false, 'tenant')).toBe(true);
  expect(complete({ ...FILLED, port: '70000' }, true, 'tenant')).toBe(false);
});

test('only the platform’s mail service may go without a log-in', () => {
  expect(complete({ ...FILLED, username: '' }, false, 'platform')).toBe(true);
  expect(complete({ ...FILLED, username: '' }, false, 'tenant')).toBe(false);
});

test('a stored password stays only for the server and the user it was meant for', () => {
  const kept = relay({ server: 'mail.shop.example', port: 587, encryption: 'starttls', username: 'u' });
  expect(passwordStays(FILLED, kept)).toBe(true);
  expect(passwordStays({ ...FILLED, server: 'elsewhere.example' }, kept)).toBe(false);
  expect(passwordStays({ ...FILLED, port: '2525' }, kept)).toBe(false);
  expect(passwordStays({ ...FILLED, username: 'other' }, kept)).toBe(false);
  expect(passwordStays({ ...FILLED }, { ...kept, passwordSet: false })).toBe(false);
});

for (const [pasted, server, port] of [
  ['https://mail.google.com/mail/u/0', 'mail.google.com', undefined],
  ['smtps://roza@poczta.kwiaty.example:465/', 'poczta.kwiaty.example', '465'],
  ['smtp.gmail.com:587', 'smtp.gmail.com', '587'],
  [' smtp.gmail.com ', 'smtp.gmail.com', undefined],
  ['smtp.gmail.com (SSL)', 'smtp.gmail.com (SSL)', undefined],
  ['', '', undefined],
] as const) {
  test(`pasted as a server: “${pasted}”`, () => {
    expect(pastedServer(pasted)).toEqual(port ? { server, port } : { server });
  });
}

test('a port that came along with a pasted server sets its encryption', () => {
  const form = cleaned({ ...EMPTY, server: 'smtp.gmail.com:465' }, 'server');
  expect(form).toMatchObject({ server: 'smtp.gmail.com', port: '465', encryption: 'tls' });
});

test('what was found fills what nobody typed', () => {
  const all = withDetected(EMPTY, new Set(), 'roza@gmail.com', GMAIL, PROVIDERS);
  expect(all).toMatchObject({ provider: 'gmail', server: 'smtp.gmail.com', port: '465', username: 'roza@gmail.com' });
  const server = withDetected(
    { ...EMPTY, server: 's' },
    new Set(['server'] as const),
    'roza@gmail.com',
    GMAIL,
    PROVIDERS,
  );
  expect(server).toMatchObject({ server: 's', port: '587', encryption: 'starttls', username: '' });
  const user = withDetected(
    { ...EMPTY, username: 'u' },
    new Set(['username'] as const),
    'roza@gmail.com',
    GMAIL,
    PROVIDERS,
  );
  expect(user).toMatchObject({ server: 'smtp.gmail.com', username: 'u' });
});

test('a provider whose servers differ from account to account is filled in without one', () => {
  const found = { ...NOTHING, provider: 'home', how: 'mx' } as const;
  const form = withDetected({ ...EMPTY, server: 'before' }, new Set(), 'roza@kwiaty.example', found, PROVIDERS);
  expect(form).toMatchObject({ provider: 'home', server: '', port: '465', encryption: 'tls' });
  expect(form.username).toBe('roza@kwiaty.example');
});

test('a server outside the catalogue most often takes the address as the user name', () => {
  const settings = { server: 'mail.kwiaty.example', port: 587, encryption: 'starttls' } as const;
  const form = withDetected(EMPTY, new Set(), 'roza@kwiaty.example', { ...NOTHING, how: 'srv', settings }, PROVIDERS);
  expect(form).toMatchObject({ provider: 'smtp', ...settings, port: '587', username: 'roza@kwiaty.example' });
});

test('a chosen provider stays, and the user name follows from the address as it does there', () => {
  const own = new Set(['provider'] as const);
  for (const [id, username] of [
    ['zoho', 'roza@gmail.com'],
    ['sendgrid', 'apikey'],
    ['smtp', ''],
  ] as const) {
    const chosen = PROVIDERS.find((each) => each.id === id)!;
    const form = withProvider({ ...EMPTY, senderAddress: 'roza@gmail.com' }, chosen);
    expect(form).toMatchObject({ provider: id, server: chosen.servers[0]?.server ?? '', username });
    expect(withDetected(form, own, 'roza@gmail.com', GMAIL, PROVIDERS)).toEqual(form);
  }
});

test('where nothing was found, nothing is made up', () => {
  const before = withDetected(EMPTY, new Set(), 'roza@gmail.com', GMAIL, PROVIDERS);
  expect(withDetected(before, new Set(), 'roza@kwiaty.example', NOTHING, PROVIDERS)).toMatchObject({
    provider: 'smtp',
    server: '',
    username: '',
  });
});

const GMAIL_SERVER = { server: 'smtp.gmail.com' };
const SENDGRID = { server: 'smtp.sendgrid.net' };
const SES = { server: 'email-smtp.eu-central-1.amazonaws.com' };

for (const [what, values, expected] of [
  ['nothing yet', GMAIL_SERVER, []],
  ['a Google account’s password', { ...GMAIL_SERVER, password: 'Winter2026!' }, ['gmail_password']],
  ['a Gmail app password with its blanks', { ...GMAIL_SERVER, password: 'abcd efgh ijkl mnop' }, []],
  ['a password of 16 letters elsewhere', { server: 'mail.kwiaty.example', password: 'Winter2026!' }, []],
  ['the id of an AWS key', { ...SES, password: 'AKIAIOSFODNN7EXAMPLE' }, ['aws_key_id']],
  ['the id of an AWS key at Gmail', { ...GMAIL_SERVER, password: 'AKIAIOSFODNN7EXAMPLE' }, ['aws_key_id']],
  ['the id of an AWS key as the user name', { ...SES, username: 'AKIAIOSFODNN7EXAMPLE' }, []],
  ['the secret of an AWS key', { ...SES, password: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }, ['aws_secret']],
  ['an SMTP password of SES', { ...SES, password: 'BKk0123456789abcdefghijklmnopqrstuvwxyzABCDE' }, []],
  ['the id of an Azure secret', { password: '2f1e7b1c-93c8-4e0e-9f63-0a1b2c3d4e5f' }, ['secret_id']],
  [
    'the id of a SendGrid key',
    { ...SENDGRID, username: 'apikey', password: 'ngeVfQFYQlKU0ufo8x5d1A' },
    ['sendgrid_id'],
  ],
  ['a SendGrid key under another user name', { ...SENDGRID, username: 'roza', password: 'SG.a.b' }, ['fixed_username']],
  ['a SendGrid key as the user name', { ...SENDGRID, username: 'SG.a.b' }, ['key_as_username']],
  ['SendGrid as it should be', { ...SENDGRID, username: 'apikey', password: 'SG.a.b' }, []],
] as const) {
  test(`a doubt about the log-in: ${what}`, () => {
    const found = suspicions({ ...EMPTY, ...values }, undefined).map(({ text }) => text);
    expect(found).toEqual(expected.map((name) => `ui.config.suspicion.${name}`));
  });
}

test('a provider is found by its name, with or without accents, and by its server', () => {
  const names = (words: string) => PROVIDERS.filter((each) => looksLike(each, words)).map(({ id }) => id);
  expect(names('GMAIL')).toEqual(['gmail']);
  expect(names('zoho.eu')).toEqual(['zoho']);
  expect(names('mail zoho')).toEqual(['zoho']);
  expect(looksLike({ ...PROVIDERS[0]!, name: 'Łódź' }, 'lodz')).toBe(true);
  expect(names('')).toHaveLength(PROVIDERS.length);
});
