import type { OwnData, Row } from '../../mocks/types.ts';
import type { Contract, Operation, Reference } from '../../spec/contract.ts';

/** Rows whose relations all hold, and what was left out to achieve that. */
export interface Whole {
  readonly data: OwnData;
  /** Rows left out, and references removed from rows that stayed, by operation. */
  readonly dropped: Readonly<Record<string, { readonly rows: number; readonly pointers: number }>>;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Removes references to rows that do not exist: ids are removed from lists of ids, nullable references become null, and a row
 * that cannot do without its reference is left out. References to lists that were not read at all stay.
 */
export function whole({ operations }: Pick<Contract, 'operations'>, data: OwnData): Whole {
  const lists = new Map(
    Object.entries(data).flatMap(([id, part]) => (Array.isArray(part) ? [[id, part as readonly Row[]] as const] : [])),
  );
  const dropped: Record<string, { rows: number; pointers: number }> = {};
  const lost = (id: string) => (dropped[id] ??= { rows: 0, pointers: 0 });
  // A row that is left out may be referenced by another: repeated until nothing changes.
  for (let changed = true; changed;) {
    changed = false;
    for (const operation of operations) {
      const rows = lists.get(operation.id);
      if (!rows) continue;
      const kept = rows.flatMap((row): Row[] => {
        let taken = 0;
        const tied = operation.references.reduce<Row | undefined>((one, reference) => {
          const values = valuesOf(lists, reference);
          if (one === undefined || !values) return one;
          const { row: next, pointers } = tie(one, reference, operation, values);
          taken += pointers;
          return next;
        }, row);
        if (tied === undefined) lost(operation.id).rows += 1;
        else lost(operation.id).pointers += taken;
        if (tied !== row) changed = true;
        return tied === undefined ? [] : [tied];
      });
      if (kept.length < rows.length || kept.some((row, i) => row !== rows[i])) lists.set(operation.id, kept);
    }
  }
  const children = Object.entries(data).filter(([, part]) => !Array.isArray(part));
  const below = children.map(([id, part]) => {
    const { parent } = operations.find((one) => one.id === id) ?? {};
    const parents = new Set(
      (lists.get(parent?.operation ?? '') ?? []).map((row) => String(row[parent?.member ?? 'id'])),
    );
    return [id, Object.fromEntries(Object.entries(part).filter(([key]) => parents.has(key)))] as const;
  });
  return {
    data: { ...Object.fromEntries(lists), ...Object.fromEntries(below) },
    dropped: Object.fromEntries(Object.entries(dropped).filter(([, { rows, pointers }]) => rows + pointers > 0)),
  };
}

function valuesOf(
  lists: ReadonlyMap<string, readonly Row[]>,
  { operation, member: field }: Reference,
): Set<unknown> | undefined {
  const rows = lists.get(operation);
  return rows && new Set(rows.map((row) => row[field]));
}

/** A row with one of its references checked; undefined where the row must be left out. */
function tie(
  row: Row,
  { path, mirrors }: Reference,
  operation: Operation,
  values: ReadonlySet<unknown>,
): { row: Row | undefined; pointers: number } {
  const steps = path.split('.');
  let pointers = 0;
  let isLost = false;
  const mirrored = Object.keys(mirrors).map((name) => name.split('.').at(-1) ?? '');
  const at = (holder: Row, i: number, nullable: boolean): Row => {
    const step = steps[i] ?? '';
    const name = step.replace(/\[\]$/, '');
    const value = holder[name];
    const here = steps
      .slice(0, i + 1)
      .join('.')
      .replace(/\[\]$/, '');
    const isLast = i === steps.length - 1;
    if (value === null || value === undefined) return holder;
    if (step.endsWith('[]') && Array.isArray(value)) {
      if (!isLast) {
        const next = value.map((one: unknown) => (isRow(one) ? at(one, i + 1, false) : one));
        return next.some((one, n) => one !== value[n]) ? { ...holder, [name]: next } : holder;
      }
      const kept = value.filter((id) => values.has(id));
      if (kept.length === value.length) return holder;
      pointers += value.length - kept.length;
      return { ...holder, [name]: kept };
    }
    const mayBeNull = operation.members.find((fieldPath) => fieldPath.path === here)?.schema.nullable === true;
    if (isLast) {
      if (values.has(value)) return holder;
      if (mayBeNull && mirrored.length === 0) {
        pointers += 1;
        return { ...holder, [name]: null };
      }
      throw nullable ? UP : LOST;
    }
    if (!isRow(value)) return holder;
    try {
      const next = at(value, i + 1, mayBeNull || nullable);
      return next === value ? holder : { ...holder, [name]: next };
    } catch (error) {
      if (error !== UP || !mayBeNull) throw error;
      pointers += 1;
      return { ...holder, [name]: null };
    }
  };
  try {
    return { row: at(row, 0, false), pointers };
  } catch (error) {
    if (error !== LOST && error !== UP) throw error;
    isLost = true;
  }
  return { row: isLost ? undefined : row, pointers };
}

/** Thrown where null has to replace an object further up, and where nothing can be null. */
const UP = new Error('null in its place');
const LOST = new Error('no null anywhere');
