import type { Contract } from '../../spec/contract.ts';
import type { Row } from './resize.ts';

/** How a scenario changes every row; the rows still keep the contract. */
export type ChangeName =
  | 'nulls'
  | 'odd-text'
  | 'dates-with-fraction'
  | 'dates-without-fraction'
  | 'ids-beyond-31-bits'
  | 'ids-beyond-53-bits'
  | 'new-fields'
  | 'new-values'
  | 'other-order';

/** A row as the scenario changes it. Equal values stay equal, so that rows that repeat others still do. */
type ChangeRow = (operationId: string, row: Row, contract: Contract) => Row;

type Schema = Contract['operations'][number]['item'];
type Visit = (value: unknown, schema: Schema | undefined, name: string, holder: Row) => unknown;

/** The value with `visit` applied to every value inside it, the innermost first. */
function walk(value: unknown, schema: Schema | undefined, visit: Visit, name = '', holder: Row = {}): unknown {
  const inner = Array.isArray(value)
    ? value.map((one) => walk(one, schema?.items, visit, `${name}[]`, holder))
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([key, one]) => [
            key,
            walk(one, schema?.properties?.[key], visit, key, value as Row),
          ]),
        )
      : value;
  return visit(inner, schema, name, holder);
}

const each =
  (visit: Visit): ChangeRow =>
  (operationId, row, { operations }) => {
    const item = operations.find(({ id }) => id === operationId)?.item;
    return walk(row, item, visit) as Row;
  };

/** A small number computed from a text. */
const numberOf = (text: string) =>
  [...text].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 100_003, 7);

/** Added in front of texts; `DAMAGED` in result/damaged.ts knows how careless clients write it. */
export const ODD_TEXTS = [
  'Zürich Gebäude ',
  'O\u2019Brien & "Söhne", GmbH; ',
  'line one\nline two\ttab ',
  '\u{1f680} 東京 ',
  '<b>bold</b> ',
  '\u05e9\u05dc\u05d5\u05dd ',
  '=1+1; DROP TABLE x -- ',
  "back\\slash 100% 'quoted' ",
];

const isDate = (schema: Schema | undefined) => schema?.format === 'dotnet-datetime' || schema?.format === 'date-time';
const FRACTION = /(T\d\d:\d\d:\d\d)(?:\.\d+)?/;
const dates = (fraction: string): ChangeRow =>
  each((value, schema) =>
    typeof value === 'string' && isDate(schema) ? value.replace(FRACTION, `$1${fraction}`) : value,
  );

/** What is added to every id: more than a signed integer of 32 bits holds. */
export const BEYOND_31 = 2 ** 31 + 1000;
const isId = (name: string, schema: Schema | undefined) =>
  name === 'id' || name === 'parentId' || schema?.['x-references'] !== undefined || /Ids\[\]$/.test(name);

const ids = (change: (id: number) => number): ChangeRow =>
  each((value, schema, name) => (typeof value === 'number' && isId(name, schema) ? change(value) : value));

const CHANGED_IDS: Partial<Record<ChangeName, { to: (id: number) => number; from: (id: number) => number }>> = {
  'ids-beyond-31-bits': { to: (id) => id + BEYOND_31, from: (id) => id - BEYOND_31 },
  // Only even numbers are distinct there, in this process too.
  'ids-beyond-53-bits': { to: (id) => 2 ** 53 + 2 * id, from: (id) => (id - 2 ** 53) / 2 },
};

/**
 * The address with the mock's own ids in its path: the engine keeps the contract's format for path parameters, which is less
 * certain than the field itself.
 */
export function withOwnIds(url: string, change: ChangeName | undefined): string {
  const ids = change && CHANGED_IDS[change];
  const [path = '', ...query] = url.split('?');
  const own = ids ? path.replace(/(?<=\/)\d{10,}(?=\/|$)/g, (id) => String(ids.from(Number(id)))) : path;
  return [own, ...query].join('?');
}

/** A row that keeps its values shows that the field has some. */
const keepsValues = (row: Row) => numberOf(JSON.stringify(row['id'] ?? row)) % 5 === 0;

/** Whether the contract promises a value, given the object around it. */
const promised = (schema: Schema | undefined, holder: Row) => {
  const when = schema?.['x-present-when'];
  return when !== undefined && holder[when.member] === when.equals;
};

const isFreeText = (schema: Schema | undefined, name: string) =>
  schema?.type === 'string' &&
  !schema.format &&
  !schema.enum &&
  !schema.pattern &&
  !schema['x-known-values'] &&
  name !== 'id';

/** A text without special characters. */
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^ -~]/g, '')
    .replace(/["'`\\,;<>&|%=*{}[\]]/g, ' ')
    .replace(/ +/g, ' ')
    .trim() || 'Text';

/**
 * Makes rows ordinary: plain texts, dates without fractions, and a value wherever another row of the list has one. So only the
 * scenario shows what it is about, not the undisturbed run. References to the same list keep their nulls, because a tree has
 * roots.
 */
export function ordinary(operationId: string, rows: readonly Row[], contract: Contract): Row[] {
  const item = contract.operations.find(({ id }) => id === operationId)?.item;
  const tame = each((value, schema, name) => {
    if (typeof value !== 'string') return value;
    if (isDate(schema)) return value.replace(FRACTION, '$1');
    return isFreeText(schema, name) ? plain(value) : value;
  });
  const tamed = rows.map((row) => tame(operationId, row, contract));
  const filled = Object.entries(item?.properties ?? {}).flatMap(([name, schema]) => {
    const own = schema['x-references']?.operation === operationId || schema['x-present-when'] !== undefined;
    const example = tamed.find((row) => (row[name] ?? null) !== null)?.[name];
    return own || example === undefined ? [] : [[name, example] as const];
  });
  return tamed.map((row) => ({
    ...row,
    ...Object.fromEntries(filled.filter(([name]) => name in row && row[name] === null)),
  }));
}

export const CHANGES: Readonly<Record<ChangeName, ChangeRow>> = {
  nulls: (operationId, row, contract) =>
    keepsValues(row)
      ? row
      : each((value, schema, _name, holder) => (schema?.nullable === true && !promised(schema, holder) ? null : value))(
          operationId,
          row,
          contract,
        ),
  'odd-text': each((value, schema, name) => {
    return typeof value === 'string' && isFreeText(schema, name)
      ? `${ODD_TEXTS[numberOf(value) % ODD_TEXTS.length] ?? ''}${value}`
      : value;
  }),
  'dates-with-fraction': dates('.1234567'),
  'dates-without-fraction': dates(''),
  'ids-beyond-31-bits': ids(CHANGED_IDS['ids-beyond-31-bits']?.to ?? Number),
  'ids-beyond-53-bits': ids(CHANGED_IDS['ids-beyond-53-bits']?.to ?? Number),
  'new-fields': each((value, _schema, name) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? {
          newField: 'new',
          newObject: { level: 1, tags: ['a', null] },
          ...value,
          ...(name === '' && { newNumber: 1.5 }),
        }
      : value,
  ),
  'new-values': each((value, schema, _name, holder) =>
    typeof value === 'string' && schema?.['x-known-values'] && numberOf(JSON.stringify(holder)) % 2 === 0
      ? 'On Hold (new)'
      : value,
  ),
  'other-order': (_operationId, row) => row,
};
