import { createHash } from 'node:crypto';

/** A row of a list, as its JSON shows it. */
export type Row = Readonly<Record<string, unknown>>;

/** A uuid computed from another and a number. */
function uuidOf(original: string, copy: number): string {
  const hex = createHash('sha256').update(`${original} ${copy}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Names by which people identify rows. */
const NAMES = ['name', 'fullName', 'title'];

/** A copy of a row with an id and a name of its own. */
function copyOf(row: Row, copy: number, nextId: number): Row {
  const { id } = row;
  const own = typeof id === 'number' ? { id: nextId } : typeof id === 'string' ? { id: uuidOf(id, copy) } : {};
  const named = NAMES.flatMap((name) => {
    const value = row[name];
    return typeof value === 'string' ? [[name, `${value} (${copy + 1})`] as const] : [];
  });
  return { ...row, ...Object.fromEntries(named), ...own };
}

/** Exactly `count` rows: existing ones are left out, or copied with ids of their own. An operation without rows stays without. */
export function resize(rows: readonly Row[], count: number): readonly Row[] {
  if (rows.length === 0 || count <= rows.length) return rows.slice(0, count);
  let nextId = Math.max(0, ...rows.map(({ id }) => (typeof id === 'number' ? id : 0)));
  const more = Array.from({ length: count - rows.length }, (_, at) => {
    const original = rows[at % rows.length] as Row;
    return copyOf(original, Math.floor(at / rows.length) + 1, (nextId += 1));
  });
  return [...rows, ...more];
}
