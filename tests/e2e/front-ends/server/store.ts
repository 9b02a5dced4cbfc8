import { randomBytes } from 'node:crypto';
import type { Defect } from './defects.ts';

export interface Person {
  username: string;
  provider: string;
  admin: boolean;
}

export interface KeyRecord {
  id: string;
  provider: string;
  name: string;
  status: 'active' | 'revoked';
  value: string;
  created: number;
}

export const PASSWORD = 'correct horse';

export const PEOPLE: readonly Person[] = [
  { username: 'ada@contoso.example', provider: 'contoso', admin: true },
  { username: 'eve@contoso.example', provider: 'contoso', admin: false },
  { username: 'fay@fabrikam.example', provider: 'fabrikam', admin: true },
];

/** Milliseconds for which a careless cache still serves a key. */
const CACHE_MS = 10_000;

/** Keys of two providers, in memory, with the defects that belong behind the front end. */
export class KeyStore {
  readonly #has: (defect: Defect) => boolean;
  readonly #records: KeyRecord[] = [];
  /** Values that are served although no record has them, until a time. */
  readonly #lingering = new Map<string, number>();
  readonly #deleted: KeyRecord[] = [];
  #count = 0;

  /** @param there keys that the provider has already */
  constructor(has: (defect: Defect) => boolean, there: number) {
    this.#has = has;
    for (let i = 1; i <= there; i += 1) this.generate('contoso', `integration ${String(i).padStart(2, '0')}`);
  }

  list(provider: string): KeyRecord[] {
    return this.#records.filter((record) => record.provider === provider);
  }

  find(provider: string, id: string): KeyRecord | undefined {
    return this.list(provider).find((record) => record.id === id);
  }

  generate(provider: string, name: string): KeyRecord {
    const record: KeyRecord = {
      id: randomBytes(6).toString('hex'),
      ...{ provider, name, status: 'active', value: this.#value(), created: Date.now() },
    };
    this.#records.push(record);
    const same = this.#deleted.find((old) => old.provider === provider && old.name === name);
    if (same && this.#has('comes-back')) this.#lingering.set(same.value, Infinity);
    return record;
  }

  revoke(record: KeyRecord): void {
    this.#end(record.value);
    record.status = 'revoked';
    if (this.#has('revoked-gone')) this.#records.splice(this.#records.indexOf(record), 1);
    if (this.#has('sibling-dies')) for (const other of this.list(record.provider)) other.status = 'revoked';
  }

  regenerate(record: KeyRecord): KeyRecord {
    if (this.#has('old-lives')) this.#lingering.set(record.value, Infinity);
    if (!this.#has('regenerate-repeats')) record.value = this.#value();
    record.status = 'active';
    return record;
  }

  delete(record: KeyRecord): void {
    this.#end(record.value);
    if (this.#has('soft-delete')) this.#lingering.set(record.value, Infinity);
    this.#deleted.push(record);
    this.#records.splice(this.#records.indexOf(record), 1);
  }

  /** Whether the API serves who sends this value. */
  serves(value: string): boolean {
    const active = this.#records.some((record) => record.value === value && record.status === 'active');
    return active || (this.#lingering.get(value) ?? 0) > Date.now();
  }

  #end(value: string): void {
    if (this.#has('cache-10s')) this.#lingering.set(value, Date.now() + CACHE_MS);
  }

  #value(): string {
    this.#count += 1;
    return this.#has('counter')
      ? `KEY${String(4711 + this.#count).padStart(37, '0')}`
      : randomBytes(24).toString('base64url');
  }
}

/** What a list shows in place of a value. */
export function masked({ value }: KeyRecord, has: (defect: Defect) => boolean): string {
  return has('mask-shows') ? `${value.slice(0, 8)}••••••••` : '••••••••••••';
}
