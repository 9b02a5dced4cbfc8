import type { Contract } from '../../spec/contract.ts';
import { faker } from './faker.ts';
import type { Counts } from './sizes.ts';

/** What the makers of rows share: how many, ids of one provider, and values that the contract knows. */
export interface Context {
  readonly counts: Counts;
  /** The next whole-number id of one list: rising, with gaps. */
  readonly nextId: (list: string) => number;
  /** Known values of an open set, such as `('listReviews', 'status')`. */
  readonly known: (operation: string, field: string) => readonly string[];
}

/** Ids of different seeds do not meet before a list has a million rows. */
const ID_RANGE = 2_000_000;

/** The number before the first id of a dataset. */
export const firstNumber = (seed: number): number => 1000 + (seed % 1000) * ID_RANGE;

/** Makes the context of one dataset. */
export function createContext(contract: Contract, counts: Counts, seed: number): Context {
  const last = new Map<string, number>();
  const first = firstNumber(seed);
  return {
    counts,
    nextId(list) {
      const id = (last.get(list) ?? first) + faker.number.int({ min: 1, max: 2 });
      last.set(list, id);
      return id;
    },
    known(operation, fieldPath) {
      const fields = contract.operations.find(({ id }) => id === operation)?.members ?? [];
      const schema = fields.find(({ path }) => path === fieldPath)?.schema;
      const closed = schema?.enum?.filter((value) => typeof value === 'string');
      const values = closed ?? schema?.['x-known-values'];
      return values && values.length > 0 ? values : ['Other'];
    },
  };
}
