import { expect, test } from '@playwright/test';
import { bodyOf, changed, complete, EMPTY, fingerprint, passwordStays, trimmed } from '../src/config/relayForm';

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
  const relay = {
    id: 'r',
    provider: 'smtp',
    state: 'active',
    server: 'mail.shop.example',
    port: 587,
    encryption: 'starttls',
    username: 'u',
    passwordSet: true,
    sender: null,
    canActivate: false,
  } as const;
  expect(passwordStays(FILLED, relay)).toBe(true);
  expect(passwordStays({ ...FILLED, server: 'elsewhere.example' }, relay)).toBe(false);
  expect(passwordStays({ ...FILLED, port: '2525' }, relay)).toBe(false);
  expect(passwordStays({ ...FILLED, username: 'other' }, relay)).toBe(false);
  expect(passwordStays({ ...FILLED }, { ...relay, passwordSet: false })).toBe(false);
});
