import type { Schema } from '../../spec/contract.ts';
import { allows, sampleValue } from '../../spec/sample-value.ts';
import type { Row } from '../data/columns.ts';

/** Where rows come from and what they may point at. */
export interface Conforming {
  /** Every row of a list that can be pointed at. */
  readonly rowsOf: (operationId: string) => readonly Row[];
  /** Fields that the row generators leave out on purpose, now and then. */
  readonly absent: (field: string) => boolean;
  /** What the value of a row that is pointed at became, where its type is another one now. */
  readonly moved: (operationId: string, fieldPath: string, value: unknown) => unknown;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the makers of rows write in any case, known without a validator. */
const QUICK: Readonly<Record<string, RegExp>> = {
  'dotnet-datetime': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/,
  'year-month': /^\d{4}-\d\d$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-/,
};

const WIDTHS: readonly unknown[] = [undefined, 'int32', 'int64', 'float', 'double'];

const BOUNDS = ['pattern', 'minLength', 'maxLength', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

/** Schemas whose values need the validator: bounds, patterns, formats that the makers of rows do not write. */
const strict = new WeakMap<Schema, boolean>();

function isStrict(schema: Schema): boolean {
  let known = strict.get(schema);
  if (known === undefined) {
    const numeric = schema.type === 'integer' || schema.type === 'number';
    const plainFormat = numeric
      ? WIDTHS.includes(schema.format)
      : schema.format === undefined || schema.format in QUICK;
    known = !plainFormat || BOUNDS.some((keyword) => schema[keyword] !== undefined);
    strict.set(schema, known);
  }
  return known;
}

/** Whether a value that was made for one contract may stand under another's schema, its own fields and items aside. */
export function fits(value: unknown, schema: Schema): boolean {
  if (schema.enum) return schema.enum.includes(value);
  if (value === null) return schema.nullable === true || schema.type === undefined;
  switch (schema.type) {
    case 'object':
      return isRow(value);
    case 'array':
      return Array.isArray(value) && isOfSize(value, schema);
    case 'integer':
      return (
        Number.isInteger(value) && isInRange(value as number, schema) && (!isStrict(schema) || allows(schema, value))
      );
    case undefined:
      return true;
    default:
      if (typeof value !== schema.type || !isInRange(value as number, schema)) return false;
      if (isStrict(schema)) return allows(schema, value);
      return schema.format === undefined || typeof value !== 'string' || QUICK[schema.format]?.test(value) !== false;
  }
}

const isInRange = (value: number, { minimum = -Infinity, maximum = Infinity }: Schema) =>
  typeof value !== 'number' || (value >= minimum && value <= maximum);

function isOfSize(values: readonly unknown[], { minItems = 0, maxItems = Infinity, uniqueItems }: Schema): boolean {
  if (values.length < minItems || values.length > maxItems) return false;
  return !uniqueItems || new Set(values.map((value) => JSON.stringify(value))).size === values.length;
}

/** The values that an array may keep, and as many more as it needs. */
function sized(values: readonly unknown[], schema: Schema, salt: number, dataset: Conforming): unknown[] {
  const { items = {}, minItems = 0, maxItems, uniqueItems } = schema;
  const kept = values.map((item, index) => conformed(item, items, salt + index, dataset));
  const texts = kept.map((value) => JSON.stringify(value));
  const different = uniqueItems ? kept.filter((_, at) => texts.indexOf(texts[at]!) === at) : kept;
  for (let turn = 0; different.length < minItems && turn < minItems + 200; turn += 1) {
    const more = plain(items, salt + turn, dataset);
    if (!uniqueItems || !different.some((value) => JSON.stringify(value) === JSON.stringify(more)))
      different.push(more);
  }
  return different.slice(0, maxItems);
}

/** Whether nothing about a value would change: the usual case, decided without a copy. */
function isConforming(value: unknown, schema: Schema): boolean {
  if (!fits(value, schema)) return false;
  const { properties, items } = schema;
  if (Array.isArray(value)) return !items || value.every((item) => isConforming(item, items));
  if (!isRow(value)) return true;
  if (!properties) return typeof schema.additionalProperties !== 'object';
  for (const name in properties) {
    if (!(name in value) || !isConforming(value[name], properties[name]!)) return false;
  }
  for (const name in value) if (properties[name] === undefined) return false;
  return true;
}

/** A value that a schema allows: for fields that only an imported contract has. */
function plain(schema: Schema, salt: number, dataset: Conforming): unknown {
  if (schema.type === 'object' && schema.properties && !schema.enum) return conform({}, schema, salt, dataset);
  if (schema.type === 'array') return sized([], schema, salt, dataset);
  return sampleValue(schema, salt);
}

/** An id, or ids, as the rows that they point at have them now. */
function followed(value: unknown, schema: Schema, { moved }: Conforming): unknown {
  const mark = schema['x-references'];
  if (!mark) return value;
  const follow = (id: unknown) => moved(mark.operation, mark.member, id) ?? id;
  return Array.isArray(value) ? value.map(follow) : follow(value);
}

/** What a generated id points at, and the siblings that repeat fields of that row (REL-02, REL-03). */
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

function conformed(given: unknown, schema: Schema, salt: number, dataset: Conforming): unknown {
  const value = followed(given, schema, dataset);
  if (Array.isArray(value) && schema.type === 'array') return sized(value, schema, salt, dataset);
  if (!fits(value, schema)) return plain(schema, salt, dataset);
  if (isRow(value)) return conform(value, schema, salt, { ...dataset, absent: () => false });
  return value;
}

/**
 * The row by the current contract: fields that the contract does not name are left out, fields that only it names are generated,
 * values that it does not allow are replaced. With the contract that the rows were written for, nothing changes.
 * @param salt a number of the row's own, so that generated ids differ
 */
export function conform(row: Row, schema: Schema, salt: number, dataset: Conforming): Row {
  if (isConforming(row, schema)) return row;
  const properties = Object.entries(schema.properties ?? {});
  const isWanted = (name: string) => !dataset.absent(name) || schema.required?.includes(name) === true;
  /** An id that may not stay as it is, such as null where the contract wants one: it has to point at a row, too. */
  const isLost = (name: string, field: Schema) =>
    name in row && field['x-references'] !== undefined && !fits(followed(row[name], field, dataset), field);
  const fresh = properties.filter(([name, field]) => (name in row ? isLost(name, field) : isWanted(name)));
  const pointers = Object.assign(
    {},
    ...fresh.map(([name, fieldName]) => pointer(name, fieldName, salt, dataset)),
  ) as Row;
  const known = properties.flatMap(([name, schema]): [string, unknown][] => {
    if (name in row && !isLost(name, schema)) return [[name, conformed(row[name], schema, salt, dataset)]];
    if (name in pointers) return [[name, pointers[name]]];
    return fresh.some(([other]) => other === name) ? [[name, plain(schema, salt, dataset)]] : [];
  });
  const values = schema.additionalProperties;
  const others = Object.entries(row).filter(([name]) => !schema.properties?.[name]);
  const extra =
    typeof values === 'object'
      ? others.map(([name, value]) => [name, conformed(value, values, salt, dataset)] as const)
      : values === false
        ? []
        : others;
  return Object.fromEntries([...known, ...extra]);
}
