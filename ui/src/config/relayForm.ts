import { encryptionOf, portFor, type Encryption, type Provider, type Relay, type RelaySettings } from './relays';

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

/** The form after choosing a provider: its known settings filled in. */
export function withProvider(values: Values, provider: Provider): Values {
  return {
    ...values,
    provider: provider.id,
    server: provider.server ?? '',
    port: String(provider.port ?? 587),
    encryption: provider.encryption ?? encryptionOf(provider.port ?? 587) ?? 'starttls',
  };
}

const GROUPS = /^(?:[a-z]{4}\s+){3}[a-z]{4}$/i;

/** The value without the blanks that pasting brought along; a Gmail app password loses those between its groups too. */
export function trimmed(values: Values, field: Field): string {
  const value = values[field].trim();
  return field === 'password' && GROUPS.test(value) ? value.replaceAll(/\s+/g, '') : value;
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
