import { fieldOf, type Row } from '../../../../mocks/data/columns.ts';
import { placeIn, rowsOf, type Make } from './change.ts';

export const drop: Make = (_, condition, dice) => {
  const at = dice.pick([0, 0.5, 0.99]);
  // Data that changes over time may lose a row, and its total with it, without any defect.
  const counted = !condition.passing && dice.pick([true, false]);
  return rowsOf('drop a row', `a row is missing${counted ? ' and not counted' : ''}`, (items, { body }) => {
    if (items.length === 0) return undefined;
    const kept = items.toSpliced(placeIn(items, at), 1);
    return { items: kept, ...(counted && { totalCount: body.totalCount - 1 }) };
  });
};

export const repeat: Make = (_, __, dice) => {
  const more = dice.pick([true, false]);
  return rowsOf('repeat a row', `a row comes twice${more ? ', one row more than requested' : ''}`, (items) => {
    if (items.length < 2) return undefined;
    const at = placeIn(items, dice.pick([0, 0.5])) % (items.length - 1);
    const row = items[at] as Row;
    return { items: more ? items.toSpliced(at, 0, row) : items.toSpliced(at + 1, 1, row) };
  });
};

export const foreign: Make = (_, { passing }) =>
  passing
    ? undefined
    : rowsOf(
        'a row of elsewhere',
        'a row of the list that does not belong there takes the place of another',
        (items, { unknownName: foreignRow }) =>
          items.length === 0 || !foreignRow ? undefined : { items: items.with(items.length - 1, foreignRow) },
      );

export const emptied: Make = (_, { passing }, dice) => {
  if (passing) return undefined;
  const counted = dice.pick([true, false]);
  return rowsOf('empty the list', `no rows${counted ? ', and a total of 0' : ''}`, (items) =>
    items.length === 0 ? undefined : { items: [], ...(counted && { totalCount: 0 }) },
  );
};

/** Leaves out rows as a database would: those without a value, or all but one of those that share one. */
export const thinOut: Make = (operation, { passing }, dice) => {
  if (passing) return undefined;
  const which = dice.roll();
  const twins = dice.pick([true, false]);
  const words = twins ? 'rows that share a value with another are missing' : 'rows without a value are missing';
  return rowsOf('leave some rows out', `${words}, and not counted`, (items, { body }) => {
    const fieldPaths = operation.fields.map(({ member: field }) => field);
    const from = Math.floor(which * fieldPaths.length);
    for (const fieldPath of [...fieldPaths.slice(from), ...fieldPaths.slice(0, from)]) {
      const values = items.map((row) => JSON.stringify(fieldOf(row, fieldPath) ?? null));
      const kept = items.filter((_, at) => (twins ? values.indexOf(values[at] ?? '') === at : values[at] !== 'null'));
      if (kept.length === items.length || kept.length === 0) continue;
      return { items: kept, totalCount: body.totalCount - items.length + kept.length };
    }
    return undefined;
  });
};

/** Serves only a few rows of a page. */
export const capped: Make = (_, __, dice) => {
  const most = dice.pick([1, 10, 25, 50]);
  return rowsOf('cut the page off', `no more than ${most} rows are served`, (items) =>
    items.length > most ? { items: items.slice(0, most) } : undefined,
  );
};

/** Gives a row the id of another. */
export const identity: Make = (_, __, dice) => {
  const far = dice.pick([true, false]);
  return rowsOf('change an id', `a row has the id of ${far ? 'the last' : 'the next'} one`, (items) => {
    const [first, second, last] = [items[0], items[1], items.at(-1)];
    const other: Row | undefined = far ? last : second;
    return items.length < 3 || !first || !other ? undefined : { items: items.with(0, { ...first, id: other['id'] }) };
  });
};
