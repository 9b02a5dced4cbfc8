import type { Keys } from './keys.ts';
import type { OwnData } from '../types.ts';
import type { Providers, DatasetSize } from './providers.ts';

/** The ids of the providers that every mock starts with. */
export const DEMO_PROVIDERS = { main: 'northwind', other: 'nordlicht', empty: 'blank-slate' } as const;

/**
 * Key values that every mock starts with. They are random at each start, unlike the data, so that no value is known to
 * everybody; `demoKeys` sets the living ones where a value has to outlast a restart.
 */
export interface DemoKeys {
  /** An active key of the provider with the most data. */
  readonly active: string;
  /** Another active key of that provider. */
  readonly sibling: string;
  /** An active key of a second, small provider. */
  readonly foreign: string;
  /** An active key of a third provider, which has no data at all. */
  readonly empty: string;
  /** Values that worked once: of a revoked record, and of a deleted one. */
  readonly revoked: string;
  readonly deleted: string;
}

/** What a start decides about the demo providers and keys. */
export interface DemoOptions {
  readonly size: DatasetSize;
  readonly seed: number;
  /** Rows of the first provider, in place of seeded ones. */
  readonly data?: OwnData | undefined;
  readonly demoKeys?: Partial<Pick<DemoKeys, 'active' | 'sibling' | 'foreign' | 'empty'>> | undefined;
}

/** Adds the demo providers and their keys; gives the key values, which are kept nowhere else. */
export function addDemo(providers: Providers, keys: Keys, { size, seed, data, demoKeys = {} }: DemoOptions): DemoKeys {
  const { main, other, empty } = DEMO_PROVIDERS;
  providers.add({ id: main, name: 'Northwind Managed IT', size, seed, ...(data && { data }) });
  providers.add({ id: other, name: 'Nordlicht IT-Service GmbH', size: 'small', seed: seed + 1 });
  providers.add({ id: empty, name: 'Blank Slate IT', size: 'empty', seed: seed + 2 });
  const make = (providerId: string, name: string, value?: string) => keys.generate(providerId, name, value);
  const active = make(main, 'Demo: active', demoKeys.active).value;
  const sibling = make(main, 'Demo: sibling', demoKeys.sibling).value;
  const revoked = make(main, 'Demo: revoked');
  const deleted = make(main, 'Demo: deleted');
  const foreign = make(other, 'Demo: other provider', demoKeys.foreign).value;
  const blank = make(empty, 'Demo: empty provider', demoKeys.empty).value;
  keys.revoke(main, revoked.record.id);
  keys.delete(main, deleted.record.id);
  return { active, sibling, foreign, empty: blank, revoked: revoked.value, deleted: deleted.value };
}
