import { contractAjv } from '../../spec/ajv.ts';
import type { Contract, Schema } from '../../spec/contract.ts';
import type { Row } from '../data/columns.ts';
import { createEngine } from '../engine/prism.ts';
import { makeDataset } from './index.ts';

/** A keyword of a field that the rows of the mock do not keep. */
export interface Unserved {
  readonly operation: string;
  /** Dotted path of the field in the row. */
  readonly path: string;
  readonly keyword: string;
  readonly message: string;
}

/** `/3/client/id` as `client.id`; a value of a dictionary as `labels.*`. */
function dotted(pointer: string, item: Schema): string {
  let at: Schema = item;
  let path = '';
  for (const step of pointer.split('/').slice(2)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const values = at.additionalProperties;
    if (at.items) {
      path += '[]';
      at = at.items;
      continue;
    }
    const known = at.properties?.[name];
    const word = known ? name : '*';
    path = path === '' ? word : `${path}.${word}`;
    at = known ?? (typeof values === 'object' ? values : {});
  }
  return path;
}

/** Keywords that a generator can do without; what breaks another one is a defect of the mock, not of the schema. */
function unservedRows(operation: string, item: Schema, rows: readonly Row[]): Unserved[] {
  const validate = contractAjv().compile({ type: 'array', items: item });
  if (validate(rows)) return [];
  const found = (validate.errors ?? []).map(({ instancePath, keyword, message = 'is wrong' }) => {
    return { operation, path: dotted(instancePath, item), keyword, message };
  });
  return found.filter(
    ({ path, keyword }, at) => found.findIndex((other) => other.path === path && other.keyword === keyword) === at,
  );
}

/**
 * Makes the rows of every list of a contract as the mock would serve them, and returns the keywords that they break: by our
 * validator, then by the one that checks the mock's responses.
 * @returns an empty result when every list can be served
 */
export async function unservedKeywords(contract: Contract): Promise<Unserved[]> {
  const { lists, children } = makeDataset(contract, 'small', 1);
  const rowsOf = (id: string) => lists.get(id) ?? [...(children.get(id)?.values() ?? [])].flat();
  const found = contract.operations.flatMap(({ id, item }) => unservedRows(id, item, rowsOf(id)));
  if (found.length > 0) return found;
  const engine = await createEngine(contract, false);
  return contract.operations.flatMap(({ id }) =>
    engine.check(id, rowsOf(id).slice(0, 100)).map((message) => ({ operation: id, path: '', keyword: '', message })),
  );
}
