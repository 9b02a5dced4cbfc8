import type { Operation, Schema } from '../../spec/contract.ts';
import { conforming, sampleContract, type SampleServer } from './sample.ts';
import { valueAt, valuesAt, type Row } from '../model/known-lists.ts';

type Mutable = Record<string, unknown>;

/**
 * Rows for samples, by path, generated from the contract's schemas: every field varies with its own period, nullable ones are
 * null now and then, and the relations that the contract names hold.
 * @param count rows in each list
 */
export function sampleRows(count = 24): Record<string, Row[]> {
  const lists = new Map(sampleContract().operations.map((one) => [one.id, rowsOf(one, count)]));
  for (const operation of sampleContract().operations) {
    for (const [i, row] of (lists.get(operation.id) ?? []).entries()) relate(operation, row, i, lists);
  }
  for (const operation of sampleContract().operations) {
    for (const row of lists.get(operation.id) ?? []) pointBack(operation, row, lists);
  }
  return Object.fromEntries(sampleContract().operations.map(({ id, path }) => [path, lists.get(id) ?? []]));
}

/** A server that keeps the contract over sample rows. */
export function sampleServer(count = 24): SampleServer {
  return conforming(() => sampleRows(count));
}

function rowsOf(operation: Operation, count: number): Mutable[] {
  const nth = sampleContract().operations.indexOf(operation);
  return Array.from({ length: count }, (_, i) => {
    const row = objectOf(operation.item, i, nth + 1);
    if ('id' in row) row.id = typeof row.id === 'number' ? nth * 100 + 90 + i : uuid(nth, i);
    return row;
  });
}

function objectOf(schema: Schema, i: number, salt: number): Mutable {
  const row: Mutable = {};
  for (const [k, [name, field]] of Object.entries(schema.properties ?? {}).entries()) {
    const pace = i * (1 + ((k + salt) % 5)) + k;
    row[name] = field.nullable && pace % 4 === 3 ? null : valueOf(field, pace, salt + k);
  }
  for (const [name, { 'x-present-when': rule }] of Object.entries(schema.properties ?? {})) {
    if (rule) row[name] = row[rule.member] === rule.equals ? (row[name] ?? '2024-05-05T00:00:00') : null;
  }
  for (const [early, late] of schema['x-date-order'] ?? []) row[late] = String(row[early]).replace(/^..../, '2031');
  return row;
}

const WORDS = [
  'amber',
  'Birch',
  'cedar 100%',
  'Düne',
  'elm_tree',
  "fir's",
  'grove + glade',
  'heath & hill',
  '松林',
  '(iris)',
];

function valueOf(schema: Schema, pace: number, salt: number): unknown {
  const known = schema['x-known-values'];
  if (known) return known[pace % known.length];
  switch (schema.type) {
    case 'integer':
      return (pace * 37) % 211;
    case 'number':
      return ((pace * 37) % 190) / 2;
    case 'boolean':
      return pace % 3 !== 0;
    case 'array':
      return schema.items?.type === 'object' ? [objectOf(schema.items, pace, salt)] : [];
    case 'object':
      return objectOf(schema, pace, salt);
    default:
      return textOf(schema.format, pace, salt);
  }
}

function textOf(format: string | undefined, pace: number, salt: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  if (format === 'uuid') return uuid(salt, pace);
  if (format === 'year-month') return `20${two(15 + (pace % 9))}-${two(1 + (pace % 12))}`;
  if (format === 'dotnet-datetime')
    return `20${two(18 + (pace % 8))}-${two(1 + ((pace * 5) % 12))}-${two(1 + ((pace * 3) % 28))}T${two(pace % 24)}:00:00`;
  return `${WORDS[pace % WORDS.length]} ${WORDS[(pace * 3 + salt) % WORDS.length]} ${pace % 7}`;
}

function uuid(list: number, i: number): string {
  return `${(0xa0000000 + list).toString(16)}-0000-4000-8000-${((i * 0x9e3779b1) % 2 ** 44).toString(16).padStart(12, '0')}`;
}

/** Makes the ids of other lists' rows point at rows that exist, and fields that mirror them agree. */
function relate(operation: Operation, row: Mutable, i: number, lists: ReadonlyMap<string, readonly Mutable[]>): void {
  for (const [k, { path, operation: owner, member: fieldPath, mirrors, inverse }] of operation.references.entries()) {
    const rows = lists.get(owner) ?? [];
    const target = rows[(i * 5 + k) % Math.max(1, rows.length)];
    if (!target) continue;
    if (path.endsWith('[]') && inverse === undefined) put(row, path, [valueAt(target, fieldPath)]);
    else if (valuesAt(row, path).some((id) => id !== null && id !== undefined))
      put(row, path, valueAt(target, fieldPath));
    for (const [mirror, sources] of Object.entries(mirrors)) {
      if (valueAt(row, mirror)) put(row, mirror, sources.map((source) => valueAt(target, source)).join(' '));
    }
  }
}

/** Fills lists of ids from the other end of the relation: initiative.recommendationsIds from recommendation.initiative.id. */
function pointBack(operation: Operation, row: Mutable, lists: ReadonlyMap<string, readonly Mutable[]>): void {
  for (const { path, operation: owner, member: fieldName, inverse } of operation.references) {
    if (inverse === undefined || !path.endsWith('[]')) continue;
    const pointing = (lists.get(owner) ?? []).filter((one) => valueAt(one, inverse) === valueAt(row, 'id'));
    put(
      row,
      path,
      pointing.map((one) => valueAt(one, fieldName)),
    );
  }
}

/** Sets a field, where its parent exists: `client.id`, `findingsIds[]` (the whole list), `feedbacks[].by`. */
function put(row: Mutable, path: string, value: unknown): void {
  const [step = '', ...rest] = path.split('.');
  const name = step.replace(/\[\]$/, '');
  if (rest.length === 0) {
    row[name] = value;
    return;
  }
  for (const holder of [row[name]].flat()) if (holder) put(holder as Mutable, rest.join('.'), value);
}
