import { ANY, usernameAt, type Detected, type Provider } from './providers';
import { encryptionOf, portFor, type Encryption, type Relay, type RelaySettings } from './relays';

/** What stands in the form. */
export interface Values {
  provider: string;
  server: string;
  port: string;
  encryption: Encryption;
  username: string;
  /** Only what was typed now; a stored password never comes back. */
  password: string;
  senderAddress: string;
  senderName: string;
  replyTo: string;
}

export type Field = keyof Values;

export const EMPTY: Values = {
  provider: '',
  server: '',
  port: '587',
  encryption: 'starttls',
  username: '',
  password: '',
  senderAddress: '',
  senderName: '',
  replyTo: '',
};

/** The settings being worked on: the draft if there is one, else what is live. */
export function worked(relay: Relay): RelaySettings {
  return relay.draft ?? relay;
}

export function valuesOf(relay: Relay): Values {
  const settings = worked(relay);
  return {
    provider: settings.provider ?? relay.provider,
    server: settings.server,
    port: String(settings.port),
    encryption: settings.encryption,
    username: settings.username ?? '',
    password: '',
    senderAddress: settings.sender?.address ?? '',
    senderName: settings.sender?.name ?? '',
    replyTo: settings.replyTo ?? '',
  };
}

/** The form after one field changed: port and encryption always agree. */
export function changed(values: Values, field: Field, value: string): Values {
  const next: Values = { ...values, [field]: value };
  if (field === 'port') next.encryption = encryptionOf(Number(value)) ?? next.encryption;
  if (field === 'encryption') next.port = String(portFor(next.encryption, Number(next.port)));
  return next;
}

/** The form after choosing a provider: its known settings filled in; a user name that was typed stays. */
export function withProvider(values: Values, provider: Provider, typed: ReadonlySet<Field> = new Set()): Values {
  return {
    ...values,
    provider: provider.id,
    username: typed.has('username') ? values.username : usernameAt(provider, values.senderAddress.trim()),
    server: provider.servers[0]?.server ?? '',
    port: String(provider.port ?? 587),
    encryption: provider.encryption ?? encryptionOf(provider.port ?? 587) ?? 'starttls',
  };
}

/** Server, port and encryption belong together: where one of them was typed, none is filled in. */
export const PLACE = ['provider', 'server', 'port', 'encryption'] as const satisfies readonly Field[];

/** The form filled by what was found out of an address; whatever the person typed stays. */
export function withDetected(
  values: Values,
  typed: ReadonlySet<Field>,
  address: string,
  found: Detected,
  providers: Provider[],
): Values {
  const own = PLACE.some((field) => typed.has(field));
  const provider = providers.find(({ id }) => id === (own ? values.provider : found.provider));
  const username = (own ? null : found.settings?.username) ?? usernameAt(provider, address);
  const guess = !own && found.settings && !provider ? address : '';
  return {
    ...(own ? values : withPlace(values, found, provider)),
    username: typed.has('username') ? values.username : username || guess,
  };
}

/** The form with the place that was found. */
export function withPlace(values: Values, { settings }: Detected, provider: Provider | undefined): Values {
  const usual = provider ? withProvider(values, provider) : { ...values, provider: ANY, server: '' };
  if (!settings) return { ...usual, username: values.username };
  const { server, port, encryption } = settings;
  return { ...usual, server, port: String(port), encryption, username: values.username };
}

/** Whether the form sends to another place than the one that was found. */
export function elsewhere(values: Values, { settings }: Detected): boolean {
  return settings !== null && values.server.trim().toLowerCase() !== settings.server.toLowerCase();
}

const GROUPS = /^(?:[a-z]{4}\s+){3}[a-z]{4}$/i;

/** The value without the blanks that pasting brought along; a Gmail app password loses those between its groups too. */
export function trimmed(values: Values, field: Field): string {
  const value = values[field].trim();
  if (field === 'server') return pastedServer(value).server;
  return field === 'password' && GROUPS.test(value) ? value.replaceAll(/\s+/g, '') : value;
}

const PASTED = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@]*@)?([^/:?#]+)(?::(\d{1,5}))?(?:[/?#].*)?$/i;

/** The host, and the port if there is one, of an address pasted as a whole, such as {@code smtps://mail.shop.pl:465/}. */
export function pastedServer(text: string): { server: string; port?: string } {
  const [, server, port] = PASTED.exec(text.trim()) ?? [];
  if (!server) return { server: text.trim() };
  return port ? { server, port } : { server };
}

/** The form after one field was left: its value cleaned, and what a pasted address says beside it taken over. */
export function cleaned(values: Values, field: Field): Values {
  const { port } = field === 'server' ? pastedServer(values.server) : {};
  const next = { ...values, [field]: trimmed(values, field) };
  return port ? changed(next, 'port', port) : next;
}

/** The request body; an empty password keeps the stored one. */
export function bodyOf(values: Values) {
  return {
    provider: values.provider,
    server: values.server.trim(),
    port: Number(values.port),
    encryption: values.encryption,
    username: values.username.trim() || null,
    ...(values.password ? { password: trimmed(values, 'password') } : {}),
    sender: { address: values.senderAddress.trim(), name: values.senderName.trim() },
    replyTo: values.replyTo.trim() || null,
  };
}

/** Whom the form makes mail come from, as a mail program shows it. */
export function senderOf({ senderName, senderAddress }: Pick<Values, 'senderName' | 'senderAddress'>): string {
  const name = senderName.trim();
  const address = senderAddress.trim();
  return name ? `${name} <${address}>` : address;
}

/** Two forms with equal fingerprints ask for the same settings. */
export function fingerprint(values: Values): string {
  return JSON.stringify(bodyOf(values));
}

/** Whether a stored password goes with this log-in; it is never sent anywhere else than where it was meant for. */
export function passwordStays(values: Values, stored: Relay | null): boolean {
  if (!stored) return false;
  const settings = worked(stored);
  return (
    settings.passwordSet === true &&
    settings.server.toLowerCase() === values.server.trim().toLowerCase() &&
    settings.port === Number(values.port) &&
    (settings.username ?? '') === values.username.trim()
  );
}

/** Whether enough is filled in to try; only the platform's own mail service may go without a log-in. */
export function complete(values: Values, passwordStored: boolean, owner: 'tenant' | 'platform'): boolean {
  const port = Number(values.port);
  const open = values.username.trim() === '' && values.password === '';
  return (
    values.server.trim() !== '' &&
    Number.isInteger(port) &&
    port > 0 &&
    port < 65_536 &&
    values.senderAddress.trim() !== '' &&
    (open ? owner === 'platform' : values.username.trim() !== '' && (values.password !== '' || passwordStored))
  );
}
