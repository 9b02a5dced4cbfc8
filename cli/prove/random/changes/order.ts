import { fieldOf, type Row } from '../../../../mocks/data/columns.ts';
import { promisedFields } from '../conditions/condition.ts';
import { rowsOf, type Make } from './change.ts';

export const swap: Make = (operation, { ordered }, dice) => {
  if (!ordered) return undefined;
  const far = dice.pick([true, false]);
  const fields = promisedFields(operation);
  return rowsOf(
    'swap rows',
    `two ${far ? '' : 'neighbouring '}rows change places`,
    (items, { requested: { sorts } }) => {
      const by = sorts.flatMap(({ field }) => fields.find(({ name }) => name === field)?.member ?? []);
      if (by.length < sorts.length) return undefined;
      // Rows that the first rule orders; null rows have no defined place.
      const values = items.map((row) => fieldOf(row, by[0] ?? '') ?? null);
      for (let one = 0; one + 1 < items.length; one += 1) {
        const other = far ? items.length - 1 : one + 1;
        const [a, b] = [values[one], values[other]];
        if (a === null || b === null || !apart(a, b) || other <= one) continue;
        return { items: items.with(one, items[other] as Row).with(other, items[one] as Row) };
      }
      return undefined;
    },
  );
};

/** Whether every order distinguishes two values: texts by more than case, accents, signs and blanks. */
function apart(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a !== b;
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase();
  return plain(a) !== plain(b);
}

export const reverse: Make = (operation, { ordered }) =>
  ordered
    ? rowsOf('reverse rows', 'the page is turned round', (items, { requested: { sorts } }) => {
        const [first] = sorts;
        const fieldPath = promisedFields(operation).find(({ name }) => name === first?.field)?.member;
        if (fieldPath === undefined) return undefined;
        const values = items.map((row) => fieldOf(row, fieldPath) ?? null).filter((value) => value !== null);
        const distinct = values.filter((value, at) => at > 0 && apart(value, values[0]));
        return distinct.length > 0 ? { items: items.toReversed() } : undefined;
      })
    : undefined;

/** Moves a row from the beginning to the end. */
export const moved: Make = (operation, { ordered }) =>
  ordered
    ? rowsOf('move a row', 'the first row stands last', (items, { requested: { sorts } }) => {
        const [first] = sorts;
        const fieldName = promisedFields(operation).find(({ name }) => name === first?.field)?.member;
        const [row, ...rest] = items;
        if (fieldName === undefined || !row) return undefined;
        const values = [row, ...rest].map((one) => fieldOf(one, fieldName) ?? null);
        // Nulls may be at either end.
        const [own, next, last] = [values[0], values[1], values.at(-1)];
        if (own === null || next === null || last === null || !apart(own, next) || !apart(own, last)) return undefined;
        return { items: [...rest, row] };
      })
    : undefined;
