import type { Operation } from '../../spec/contract.ts';
import type { Row } from './resize.ts';

type Lists = ReadonlyMap<string, readonly Row[]>;
type Change = (holder: Row, name: string) => Row;

/** The row with the object or objects at a dotted path (`recommendationFeedbacks[]`) changed. */
function at(row: Row, path: readonly string[], change: (holder: Row) => Row): Row {
  const [first, ...rest] = path;
  if (first === undefined) return change(row);
  const name = first.replace(/\[\]$/, '');
  const value = row[name];
  const inner = (one: unknown) => (typeof one === 'object' && one !== null ? at(one as Row, rest, change) : one);
  if (first.endsWith('[]')) return Array.isArray(value) ? { ...row, [name]: value.map(inner) } : row;
  return { ...row, [name]: inner(value) };
}

/** The value at a dotted path, several joined by a space. */
const repeated = (target: Row, sources: readonly string[]) => {
  const values = sources.map((source) =>
    source.split('.').reduce<unknown>((one, name) => (one as Row | null)?.[name], target),
  );
  return values.length === 1 ? values[0] : values.join(' ');
};

/**
 * Makes every reference point at an existing row: a reference to a row that was left out gets another one, as do the fields that
 * repeat it; a list of ids keeps those that exist.
 */
export function tie(lists: Lists, operations: readonly Operation[]): Map<string, readonly Row[]> {
  const ids = new Map([...lists].map(([id, rows]) => [id, new Set(rows.map((row) => row['id']))] as const));
  return new Map(
    operations.map((operation) => {
      const rows = lists.get(operation.id) ?? [];
      const tied = rows.map((row, place) =>
        operation.references.reduce((one, reference) => {
          const known = ids.get(reference.operation) ?? new Set();
          const targets = lists.get(reference.operation) ?? [];
          const target = targets[place % Math.max(1, targets.length)];
          const path = reference.path.split('.');
          const last = path.pop() ?? '';
          const folder = path.length === 0 ? '' : `${path.join('.')}.`;
          const change: Change = (holder, name) => {
            const value = holder[name.replace(/\[\]$/, '')];
            if (name.endsWith('[]')) {
              return Array.isArray(value)
                ? { ...holder, [name.slice(0, -2)]: value.filter((id) => known.has(id)) }
                : holder;
            }
            if (value === null || value === undefined || known.has(value)) return holder;
            if (!target) return { ...holder, [name]: null };
            const mirrors = Object.entries(reference.mirrors).flatMap(([sibling, sources]) =>
              sibling.startsWith(folder) ? [[sibling.slice(folder.length), repeated(target, sources)] as const] : [],
            );
            return { ...holder, ...Object.fromEntries(mirrors), [name]: target[reference.member] };
          };
          return at(one, path, (holder) => change(holder, last));
        }, row),
      );
      return [operation.id, tied];
    }),
  );
}
