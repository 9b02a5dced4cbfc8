import type { Schema } from '../../spec/contract.ts';
import type { Row } from '../data/columns.ts';

/** Where rows come from and what they may point at. */
export interface Conforming {
  /** Every row of a list that can be pointed at. */
  readonly rowsOf: (operationId: string) => readonly Row[];
  /** Members of the row that the makers of rows leave out on purpose, now and then. */
  readonly absent: (member: string) => boolean;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value that was made for one contract may stand under another's schema, its own members aside. */
function fits(value: unknown, schema: Schema): boolean {
  if (schema.enum) return schema.enum.includes(value);
  if (value === null) return schema.nullable === true;
  switch (schema.type) {
    case 'object':
      return isRow(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return schema.type === undefined || typeof value === schema.type;
  }
}

/** Whether nothing about a value would change: the usual case, told without a copy. */
function isConforming(value: unknown, schema: Schema): boolean {
  if (!fits(value, schema)) return false;
  const { properties, items } = schema;
  if (Array.isArray(value)) return !items || value.every((item) => isConforming(item, items));
  if (!isRow(value) || !properties) return true;
  for (const name in properties) {
    if (!(name in value) || !isConforming(value[name], properties[name]!)) return false;
  }
  return Object.keys(value).every((name) => properties[name] !== undefined);
}

function text(format: string | undefined, salt: number): string {
  if (format === 'uuid') return `00000000-0000-4000-8000-${String(salt).padStart(12, '0')}`;
  const month = String((salt % 12) + 1).padStart(2, '0');
  if (format === 'dotnet-datetime') return `2024-${month}-01T00:00:00`;
  if (format === 'date-time') return `2024-${month}-01T00:00:00Z`;
  if (format === 'year-month') return `2024-${month}`;
  return `Text ${String(salt)}`;
}

/** A plain value that a schema allows: for members that only an imported contract has. */
function plain(schema: Schema, salt: number, dataset: Conforming): unknown {
  const values = schema.enum ?? schema['x-known-values'];
  if (values && values.length > 0) return values[salt % values.length];
  switch (schema.type) {
    case 'object':
      return conform({}, schema, salt, dataset);
    case 'array':
      return [];
    case 'boolean':
      return salt % 2 === 0;
    case 'integer':
    case 'number': {
      const [low, high] = [schema.minimum ?? 0, schema.maximum ?? 2_147_483_647];
      return low + (salt % (high - low + 1));
    }
    case 'string':
    case undefined:
      return text(schema.format, salt).slice(0, schema.maxLength);
  }
}

/** What a filled-in id points at, and the siblings that repeat members of that row (REL-02, REL-03). */
function pointer(name: string, schema: Schema, salt: number, dataset: Conforming): Record<string, unknown> {
  const mark = schema['x-references'];
  const targets = mark ? dataset.rowsOf(mark.operation) : [];
  const target = targets[salt % Math.max(targets.length, 1)];
  if (!mark || !target || schema.type === 'array') return {};
  const mirrors = Object.entries(mark.mirrors ?? {});
  return {
    [name]: target[mark.member],
    ...Object.fromEntries(mirrors.map(([sibling, sources]) => [sibling, sources.map((one) => target[one]).join(' ')])),
  };
}

function conformed(value: unknown, schema: Schema, salt: number, dataset: Conforming): unknown {
  if (!fits(value, schema)) return plain(schema, salt, dataset);
  if (isRow(value)) return conform(value, schema, salt, { ...dataset, absent: () => false });
  const { items } = schema;
  return Array.isArray(value) && items
    ? value.map((item, index) => conformed(item, items, salt + index, dataset))
    : value;
}

/**
 * The row as the contract in force has it: members that the contract does not name are left out, members that only it
 * names are filled in, values that it does not allow are replaced. With the contract that the rows were written for, it
 * changes nothing.
 *
 * @param salt a number of the row's own, so that filled-in ids differ
 */
export function conform(row: Row, schema: Schema, salt: number, dataset: Conforming): Row {
  if (!schema.properties || isConforming(row, schema)) return row;
  const properties = Object.entries(schema.properties);
  const fresh = properties.filter(([name]) => !(name in row) && !dataset.absent(name));
  const pointers = Object.assign({}, ...fresh.map(([name, member]) => pointer(name, member, salt, dataset))) as Row;
  const known = properties.flatMap(([name, member]): [string, unknown][] => {
    if (name in row) return [[name, conformed(row[name], member, salt, dataset)]];
    if (name in pointers) return [[name, pointers[name]]];
    return fresh.some(([other]) => other === name) ? [[name, plain(member, salt, dataset)]] : [];
  });
  const extra =
    schema.additionalProperties === false ? [] : Object.entries(row).filter(([n]) => !schema.properties?.[n]);
  return Object.fromEntries([...known, ...extra]);
}
