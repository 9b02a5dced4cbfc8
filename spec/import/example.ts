import type { Schema } from '../openapi/schema.ts';
import { allows, sampleValue } from '../sample-value.ts';
import { own } from '../own.ts';
import { isRecord } from '../record.ts';

/**
 * An example row that conforms to `schema`: the old one where it still fits, otherwise generated.
 * @param old the example so far, at the same place; undefined where there is none
 * @param at path of this place from the row
 * @param renamed new path of a renamed field to its old one
 */
export function example(
  schema: Schema,
  old: unknown,
  renamed: ReadonlyMap<string, string> = new Map(),
  at = '',
): unknown {
  if (schema.properties && (isRecord(old) || old === undefined || !schema.nullable)) {
    const before = isRecord(old) ? old : {};
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, field]) => {
        const path = at === '' ? name : `${at}.${name}`;
        const oldPath = renamed.get(path) ?? path;
        return [name, example(field, own(before, oldPath.slice(oldPath.lastIndexOf('.') + 1)), renamed, path)];
      }),
    );
  }
  if (schema.items && Array.isArray(old)) {
    const { items } = schema;
    return old.map((item) => example(items, item, renamed, `${at}[]`));
  }
  return old !== undefined && allows(schema, old) ? old : sampleValue(schema, 1);
}
