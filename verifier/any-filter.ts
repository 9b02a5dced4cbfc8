import type { FieldType, Operation } from '../spec/contract.ts';
import type { FilterRule } from './requests.ts';

/** For each type of field, a condition that no server may reject, and that few rows have. */
const CONDITIONS: Readonly<Partial<Record<FieldType, string>>> = {
  date: '1970-01-01T00:00:00',
  'year-month': '1970-01',
  boolean: 'false',
  uuid: '00000000-0000-0000-0000-000000000000',
};

/**
 * A filter that is right whatever rows a list has, by its first field: for requests of which only the rejection or the headers count. A
 * condition of the wrong type would get 400 before anybody looks at the key.
 */
export function anyFilter({ fields: [field] }: Operation): FilterRule {
  const { name, type }: { name: string; type: FieldType } = field ?? { name: 'id', type: 'string' };
  return { field: name, predicate: 'notEqual', condition: CONDITIONS[type] ?? '0' };
}
