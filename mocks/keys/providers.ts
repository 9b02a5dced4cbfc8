import { randomUUID } from 'node:crypto';

import type { DatasetSize, OwnData, PortalRole } from '../types.ts';

export type { DatasetSize, PortalRole } from '../types.ts';

/** A user of the portal, and the one IT provider whose data they see. */
export interface PortalUser {
  readonly id: string;
  readonly providerId: string;
  readonly username: string;
  readonly fullName: string;
  readonly role: PortalRole;
}

/** An IT provider: the tenant that owns keys, data and the quota. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly size: DatasetSize;
  /** Makes its data; the same seed and size give the same data. */
  readonly seed: number;
  /** Its own rows in place of seeded ones. */
  readonly data?: OwnData;
  readonly users: readonly PortalUser[];
}

/** What it takes to add a provider; `slug` becomes the domain of its users' sign-in names. */
export interface NewProvider {
  readonly id?: string;
  readonly name: string;
  readonly size: DatasetSize;
  readonly seed: number;
  readonly data?: OwnData;
}

/** The IT providers of one mock. */
export interface Providers {
  list(): Provider[];
  get(id: string): Provider | undefined;
  /** Adds a provider with one portal user of each role; throws if the id is taken. */
  add(provider: NewProvider): Provider;
  /** Gives a provider another amount of data: `empty` takes all of its rows away. */
  resize(id: string, size: DatasetSize): void;
  /** Removes a provider; false when there was none. */
  remove(id: string): boolean;
  /** The portal user with this sign-in name (any letter case), of whichever provider. */
  userByName(username: string): PortalUser | undefined;
  snapshot(): readonly Provider[];
  restore(snapshot: readonly Provider[]): void;
}

const PEOPLE: readonly [role: PortalRole, name: string, fullName: string][] = [
  ['IT Provider Admin', 'admin', 'Ada Berger'],
  ['vCIO', 'vcio', 'Victor Ito'],
  ['Engineer', 'engineer', 'Enid Grey'],
];

const slugOf = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'provider';

/** Makes an empty list of providers. */
export function createProviders(): Providers {
  const byId = new Map<string, Provider>();
  const users = () => [...byId.values()].flatMap((provider) => provider.users);
  return {
    list: () => [...byId.values()],
    get: (id) => byId.get(id),
    add({ id = randomUUID(), name, size, seed, data }) {
      if (byId.has(id)) throw new Error(`An IT provider with the id ${id} exists already.`);
      const taken = new Set(users().map((user) => user.username));
      const slug = slugOf(name);
      const free = taken.has(`admin@${slug}.example`) ? `${slug}-${id.slice(0, 8)}` : slug;
      const people = PEOPLE.map(([role, short, fullName]) => {
        const username = `${short}@${free}.example`;
        return { id: `${id}/${short}`, providerId: id, username, fullName, role };
      });
      const provider: Provider = { id, name, size, seed, ...(data && { data }), users: people };
      byId.set(id, provider);
      return provider;
    },
    resize(id, size) {
      const provider = byId.get(id);
      if (!provider) return;
      const { data, ...rest } = provider;
      byId.set(id, { ...rest, size, ...(data && size !== 'empty' && { data }) });
    },
    remove: (id) => byId.delete(id),
    userByName: (username) => users().find((user) => user.username === username.toLowerCase()),
    snapshot: () => [...byId.values()],
    restore(snapshot) {
      byId.clear();
      for (const provider of snapshot) byId.set(provider.id, provider);
    },
  };
}
