import { fieldOf, type Row } from '../../data/columns.ts';
import type { FaultHooks } from '../hooks.ts';

/** Rows of one list (or of every list, null) as `change` makes them: made once, so that they stay the same rows. */
export function changeRows(
  operation: string | null,
  change: (rows: readonly Row[], operation: string) => readonly Row[],
): FaultHooks {
  const changed = new WeakMap<readonly Row[], readonly Row[]>();
  return {
    rows: (original) => (list) => {
      const rows = original(list);
      if (!rows || (operation !== null && operation !== list.operation.id)) return rows;
      const made = changed.get(rows) ?? change(rows, list.operation.id);
      changed.set(rows, made);
      return made;
    },
  };
}

/** Every row of one list as `change` makes it; what it returns unchanged stays. */
export const changeEach = (operation: string, change: (row: Row, index: number) => Row): FaultHooks =>
  changeRows(operation, (rows) => rows.map(change));

/** One row in `every`, the first of them at `first`: the rare defect. */
export const changeRare = (operation: string, every: number, first: number, change: (row: Row) => Row): FaultHooks =>
  changeEach(operation, (row, index) => (index % every === first ? change(row) : row));

/** Whether a row has no value at a dotted path. */
export const isNull = (row: Row, path: string): boolean => (fieldOf(row, path) ?? null) === null;

/** A copy of the row with another value at a dotted path; a path through null leaves the row as it is. */
export function withField(row: Row, path: string, value: unknown): Row {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...row, [first]: value };
  const inner = row[first];
  if (typeof inner !== 'object' || inner === null) return row;
  return { ...row, [first]: withField(inner as Row, rest.join('.'), value) };
}

/** A copy of the row without one of its fields. */
export function without(row: Row, field: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== field));
}

/** A copy of the row in which a field has another name, in the same place. */
export function renamed(row: Row, fieldPath: string, name: string): Row {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key === fieldPath ? name : key, value]));
}

/** The text at a dotted path, numbers as text; empty where there is nothing. */
export function textAt(row: Row, path: string): string {
  const value = fieldOf(row, path);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
