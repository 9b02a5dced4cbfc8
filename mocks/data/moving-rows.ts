import type { Row } from '../types.ts';

/**
 * Rows after a change between two pages: one more at the head, or one fewer. Each row behind it moves by one place, so that a
 * client reads one twice, or misses one.
 */
export function movedRows(rows: readonly Row[], change: 'added' | 'removed'): readonly Row[] {
  if (change === 'removed') return rows.slice(1);
  const [first] = rows;
  if (!first) return rows;
  const { id } = first;
  const fresh = typeof id === 'number' ? Math.max(...rows.map((row) => Number(row['id']))) + 1 : crypto.randomUUID();
  return [{ ...first, id: fresh }, ...rows];
}
