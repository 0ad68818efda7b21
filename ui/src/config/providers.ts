import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Encryption } from './relays';

/** A provider of the catalogue with what to enter, its guide and its peculiarities, in the reader's language. */
export interface Provider {
  id: string;
  name: string;
  group?: string | null;
  groupName?: string | null;
  /** The usual one first; more than one where it matters in which data centre the account is, none where it differs by account. */
  servers: { server: string; name?: string | null }[];
  port?: number | null;
  encryption?: Encryption | null;
  usernameForm?: string | null;
  /** What the user name is: the address, the part before its @, always the same word, or something only the provider tells. */
  usernameKind?: string | null;
  /** The user name, where it is the same for everybody. */
  usernameValue?: string | null;
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

/** Somebody who stops typing for this long has most likely finished. */
export const PAUSE = 700;
export const ADDRESS = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** The provider that stands for any server. */
export const ANY = 'smtp';

/** The catalogue of mail providers. */
export function useProviders() {
  return useQuery({
    queryKey: ['providers'],
    queryFn: async () => (await api.get<{ items: Provider[] }>('/v1/providers')).items,
    staleTime: 600_000,
  });
}

/** The message for the administrator with the sender in it; until there is one, the message as it is. */
export function useAdministratorMessage(provider: Provider, sender: string | undefined): string | null {
  const [address] = useDebouncedValue(sender?.trim() ?? '', PAUSE);
  const said = useQuery({
    queryKey: ['providers', 'for', address],
    queryFn: () => api.get<{ items: Provider[] }>('/v1/providers', { sender: address }),
    enabled: provider.administratorMessage != null && ADDRESS.test(address),
    retry: false,
    staleTime: 600_000,
  });
  const own = said.data?.items.find(({ id }) => id === provider.id)?.administratorMessage;
  return own ?? provider.administratorMessage ?? null;
}

/** The catalogue in its groups, in the order of the catalogue; those of no group last. */
export function grouped(providers: Provider[]): { name: string; providers: Provider[] }[] {
  const groups = new Map<string, Provider[]>();
  for (const provider of providers.toSorted((a, b) => +!a.groupName - +!b.groupName)) {
    const name = provider.groupName ?? '';
    groups.set(name, [...(groups.get(name) ?? []), provider]);
  }
  return [...groups].map(([name, members]) => ({ name, providers: members }));
}

/** The user name at this provider, as far as it follows from the address; empty where it does not. */
export function usernameAt(provider: Provider | undefined, address: string): string {
  if (provider?.usernameValue) return provider.usernameValue;
  if (provider?.usernameKind === 'local_part') return address.split('@')[0] ?? '';
  return provider?.usernameKind === 'address' ? address : '';
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
