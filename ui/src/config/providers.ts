import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Encryption } from './relays';

/** A provider of the catalogue with what to enter, its guide and its peculiarities, in the reader's language. */
export interface Provider {
  id: string;
  name: string;
  group?: string | null;
  groupName?: string | null;
  /** The usual one first; more than one where it matters in which data centre the account is. */
  servers: { server: string; name?: string | null }[];
  port?: number | null;
  encryption?: Encryption | null;
  usernameForm?: string | null;
  /** What the user name is: the address, the part before its @, or always the same word; or something only the provider tells. */
  username?: { form: string; value?: string | null } | null;
  credentialName?: string | null;
  quirks?: { code: string; text: string }[] | null;
  guide: { title: string; text: string; link?: string | null }[];
  limits?: { messagesPerDay?: number | null } | null;
  /** What to send to whoever looks after the account. */
  administratorMessage?: string | null;
  /** Of this platform, where the provider lets only known network addresses log in. */
  outgoingAddresses?: string[] | null;
}

/** What is known of the mail service behind an address, and how it was found out. */
export interface Detected {
  provider: string | null;
  how: 'domain' | 'mx' | 'autoconfig' | 'srv' | 'probe' | 'none';
  settings: { server: string; port: number; encryption: Encryption; username?: string | null } | null;
  /** What the address's domain asks other servers to do with mail that is not proven to be its own. */
  dmarc?: { record: string; policy: 'none' | 'quarantine' | 'reject' } | null;
  freemail?: boolean;
}

/** The provider that stands for any server. */
export const ANY = 'smtp';

/** The catalogue of mail providers. */
export function useProviders() {
  return useQuery({
    queryKey: ['providers'],
    queryFn: async () => (await api.get<{ items: Answered[] }>('/v1/providers')).items.map(read),
    staleTime: 600_000,
  });
}

type Answered = Omit<Provider, 'servers'> & { servers?: Provider['servers'] | null; server?: string | null };

function read({ servers, server, ...provider }: Answered): Provider {
  return { ...provider, servers: servers ?? (server ? [{ server }] : []) };
}

/** The catalogue in its groups, in the order of the catalogue; those of no group first. */
export function grouped(providers: Provider[]): { name: string; providers: Provider[] }[] {
  const groups = new Map<string, Provider[]>();
  for (const provider of providers) {
    const name = provider.groupName ?? '';
    groups.set(name, [...(groups.get(name) ?? []), provider]);
  }
  return [...groups]
    .map(([name, providers]) => ({ name, providers }))
    .sort((a, b) => +(a.name !== '') - +(b.name !== ''));
}

/** The user name at this provider, as far as it follows from the address; empty where it does not. */
export function usernameAt(provider: Provider | undefined, address: string): string {
  const { form, value } = provider?.username ?? { form: 'unknown' };
  if (form === 'fixed') return value ?? '';
  if (form === 'local_part') return address.split('@')[0] ?? '';
  return form === 'address' ? address : '';
}

/** What was found, with the catalogue's settings where the finding names only the provider. */
export function completed(found: Detected, providers: Provider[]): Detected {
  const provider = providers.find(({ id }) => id === found.provider);
  const [usual] = provider?.servers ?? [];
  const settings =
    found.settings ??
    (usual && {
      server: usual.server,
      port: provider?.port ?? 587,
      encryption: provider?.encryption ?? 'starttls',
      username: null,
    });
  return { ...found, provider: provider?.id ?? null, settings: settings ?? null };
}

/** Whether the provider is one that somebody looks for by these words: its name or one of its servers. */
export function looksLike(provider: Provider, words: string): boolean {
  const text = plain([provider.name, provider.id, ...provider.servers.map(({ server }) => server)].join(' '));
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l').trim();
}
