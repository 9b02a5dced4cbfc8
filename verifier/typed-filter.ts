import type { FieldType, Operation } from '../spec/contract.ts';
import type { FilterRule } from './requests.ts';

/** A condition of the right type for each type of field; '0' for the others. */
const CONDITIONS: Readonly<Partial<Record<FieldType, string>>> = {
  date: '1970-01-01T00:00:00',
  'year-month': '1970-01',
  boolean: 'false',
  uuid: '00000000-0000-0000-0000-000000000000',
};

/**
 * A filter by a list's first field that needs no row to be well formed: for requests of which only the rejection or the headers
 * count. A condition of the wrong type would get 400 before anybody looks at the key.
 */
export function typedFilter({ fields: [field] }: Operation): FilterRule {
  const { name, type }: { name: string; type: FieldType } = field ?? { name: 'id', type: 'string' };
  return { field: name, predicate: 'notEqual', condition: CONDITIONS[type] ?? '0' };
}
