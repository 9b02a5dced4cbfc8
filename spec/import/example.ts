import type { Ajv } from 'ajv';
import type { Schema } from '../openapi/schema.ts';

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  'dotnet-datetime': '2024-01-01T00:00:00',
  'year-month': '2024-01',
};

function plain(schema: Schema): unknown {
  if (schema.enum) return schema.enum.find((value) => value !== null) ?? null;
  if (schema.nullable && schema.type === 'string' && schema.pattern) return null;
  switch (schema.type) {
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, Math.min(1, schema.maximum ?? 1));
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return {};
    case 'string':
    case undefined:
      return (
        BY_FORMAT[schema.format ?? ''] ?? schema['x-known-values']?.[0] ?? 'text'.padEnd(schema.minLength ?? 0, '.')
      );
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An example row that conforms to `schema`: what still fits of the old one, the rest made up.
 *
 * @param old the example so far, at the same place; undefined where there is none
 * @param at path of this place from the row
 * @param renamed new path of a renamed member to its old one
 */
export function example(
  schema: Schema,
  old: unknown,
  ajv: Ajv,
  renamed: ReadonlyMap<string, string> = new Map(),
  at = '',
): unknown {
  if (schema.properties && (isRecord(old) || old === undefined || !schema.nullable)) {
    const before = isRecord(old) ? old : {};
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, member]) => {
        const path = at === '' ? name : `${at}.${name}`;
        const oldPath = renamed.get(path) ?? path;
        return [name, example(member, before[oldPath.slice(oldPath.lastIndexOf('.') + 1)], ajv, renamed, path)];
      }),
    );
  }
  if (schema.items && Array.isArray(old)) {
    const { items } = schema;
    return old.map((item) => example(items, item, ajv, renamed, `${at}[]`));
  }
  return old !== undefined && ajv.validate(schema, old) ? old : plain(schema);
}
