import type { Schema } from '../../spec/contract.ts';
import type { Row } from '../data/columns.ts';

/** The plainest value that a schema allows: for members that only an imported contract has. */
function plain(schema: Schema, salt: number): unknown {
  if (schema.enum?.length) return schema.enum[salt % schema.enum.length];
  const known = schema['x-known-values'];
  if (known?.length) return known[salt % known.length];
  switch (schema.type) {
    case 'object':
      return conform({}, schema, salt);
    case 'array':
      return [];
    case 'boolean':
      return salt % 2 === 0;
    case 'integer':
    case 'number':
      return Math.min((schema.minimum ?? 0) + salt, schema.maximum ?? 2_000_000_000);
    case 'string':
    case undefined:
      return text(schema.format, salt);
  }
}

function text(format: string | undefined, salt: number): string {
  const digits = String(salt).padStart(12, '0');
  if (format === 'uuid') return `00000000-0000-4000-8000-${digits}`;
  if (format === 'dotnet-datetime') return `2024-01-01T00:00:00`;
  if (format === 'date-time') return '2024-01-01T00:00:00Z';
  if (format === 'year-month') return '2024-01';
  return `Text ${String(salt)}`;
}

/**
 * The row as the contract in force has it: members that the contract does not name are left out, members that only it
 * names are filled in. With the contract that the rows were written for, it changes nothing.
 *
 * @param salt a number of the row's own, so that filled-in ids differ
 */
export function conform(row: Row, schema: Schema, salt: number): Row {
  const properties = Object.entries(schema.properties ?? {});
  const extra =
    schema.additionalProperties === false ? [] : Object.entries(row).filter(([n]) => !schema.properties?.[n]);
  return Object.fromEntries([
    ...properties.flatMap(([name, member]) =>
      name in row ? [[name, row[name]]] : schema.required?.includes(name) ? [[name, plain(member, salt)]] : [],
    ),
    ...extra,
  ]) as Row;
}
