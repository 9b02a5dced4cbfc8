import { fieldOf, type Row } from '../../../../mocks/data/columns.ts';
import { withField, without } from '../../../../mocks/faults/support/rows.ts';
import type { Dice } from '../dice.ts';
import { placeIn, rowsOf, type Change, type Make } from './change.ts';

/** Another well-formed value. */
function otherValue(value: unknown, dice: Dice): unknown {
  if (typeof value === 'number') return dice.pick([value + 1, value - 1, value * 10 + 1, -value - 1]);
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return undefined;
  if (/^\d{4}-\d\d-\d\dT/.test(value))
    return dice.pick([shifted(value, 3_600_000), shifted(value, 86_400_000), `${value.slice(0, 10)}T00:00:00`]);
  if (/^[0-9a-f-]{36}$/i.test(value)) return value.replace(/[0-9a-f]$/i, (digit) => (digit === '0' ? '1' : '0'));
  const broken = value.replace(/[^\p{ASCII}]|[&<>'"]/gu, (char) => `&#${String(char.codePointAt(0))};`);
  const texts = [
    value.slice(0, Math.ceil(value.length / 2)),
    `${value} `,
    value.toUpperCase(),
    `${value}s`,
    '',
    broken,
  ];
  return dice.pick(texts);
}

const shifted = (date: string, ms: number) =>
  new Date(Date.parse(`${date.slice(0, 19)}Z`) + ms).toISOString().slice(0, 19) + date.slice(19);

/** Fields of a row that hold something, nested ones included. */
function fieldsOf(row: Row, before = ''): string[] {
  return Object.entries(row).flatMap(([name, value]) => {
    const path = before + name;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
    return [path, ...fieldsOf(value as Row, `${path}.`)];
  });
}

const changeField = (
  kind: string,
  words: string,
  dice: Dice,
  change: (row: Row, path: string) => Row | undefined,
): Change => {
  const [at, which] = [dice.pick([0, 0.5, 0.99]), dice.roll()];
  const all = dice.pick([true, false]);
  return rowsOf(kind, `${words} in ${all ? 'every row' : 'one row'}`, (items) => {
    if (items.length === 0) return undefined;
    const fields = [...new Set(items.flatMap((row) => fieldsOf(row)))].sort().filter((path) => path !== 'id');
    const path = fields[Math.floor(which * fields.length)] ?? '';
    const changed = items.map((row, place) => (all || place === placeIn(items, at) ? (change(row, path) ?? row) : row));
    return changed.some((row, place) => row !== items[place]) ? { items: changed } : undefined;
  });
};

export const another: Make = (_, { passing }, dice) => {
  if (passing) return undefined;
  const seed = dice.below(1000);
  return changeField('change a value', 'a field has another value', dice, (row, path) => {
    const value = fieldOf(row, path);
    if (Array.isArray(value)) return value.length > 0 ? withField(row, path, value.slice(1)) : undefined;
    // The same seed for each: the same value becomes the same other one.
    const other = otherValue(value, new (dice.constructor as new (seed: number) => Dice)(seed));
    return other === undefined || other === value ? undefined : withField(row, path, other);
  });
};

export const nulled: Make = (_, { passing }, dice) =>
  passing
    ? undefined
    : changeField('empty a value', 'a field is null', dice, (row, path) =>
        (fieldOf(row, path) ?? null) === null ? undefined : withField(row, path, null),
      );

export const removed: Make = (_, { passing }, dice) =>
  passing
    ? undefined
    : changeField('remove a field', 'a field is missing', dice, (row, path) => {
        const [name = ''] = path.split('.');
        return name in row ? without(row, name) : undefined;
      });

export const retyped: Make = (_, __, dice) =>
  changeField('change a type', 'a number or boolean is text', dice, (row, path) => {
    const value = fieldOf(row, path);
    return typeof value === 'number' || typeof value === 'boolean' ? withField(row, path, String(value)) : undefined;
  });

/** Shows the nested object of the row before. */
export const nestedOfAnother: Make = (_, { passing }) =>
  passing
    ? undefined
    : rowsOf('exchange nested objects', 'a nested object is that of the row before', (items) => {
        const isNested = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
        const name = Object.keys(items[0] ?? {}).find((key) => items.some((row) => isNested(row[key])));
        if (name === undefined) return undefined;
        const changed = items.map((row, at) => (at === 0 ? row : { ...row, [name]: items[at - 1]?.[name] ?? null }));
        return JSON.stringify(changed) === JSON.stringify(items) ? undefined : { items: changed };
      });
