import type { Deviation } from './deviation.ts';
import { rowIndex } from './places.ts';
import { ofFirstPage, rowKey, rowName, valueAt, type Envelope, type KnownList, type Row } from './known-lists.ts';

/** Clients whose rows show, if none of their ids comes twice, that an id names one row alone. */
const ENOUGH_CLIENTS = 5;

/**
 * The rows of the first page by their ids; null where an id may name several rows, as it does in lists in which clients share
 * ids.
 */
function byId(list: KnownList): ReadonlyMap<unknown, Row> | null {
  return ofFirstPage(list, 'rows by id', () => {
    const { rows, totalCount } = list;
    const all = new Map(rows.map((row) => [valueAt(row, 'id'), row]));
    const isUnique = all.size === rows.length && !all.has(undefined) && !all.has(null);
    const clients = new Set(rows.map((row) => valueAt(row, 'client.id'))).size;
    return isUnique && (rows.length >= totalCount || clients >= ENOUGH_CLIENTS) ? all : null;
  });
}

/** A row of a page that unfiltered responses show otherwise: another value, or another client. */
export function otherRow(list: KnownList, page: Envelope): Deviation | undefined {
  const index = rowIndex(list.known);
  const ids = byId(list);
  for (const [i, row] of page.items.entries()) {
    const known = ids?.get(valueAt(row, 'id')) ?? index.get(rowKey(row));
    const path = known && known !== row ? differingAt(known, row) : undefined;
    if (known === undefined || path === undefined) continue;
    const [want, got] = [known, row].map((one) => shown(at(one, path)));
    return {
      part: 'row',
      want: `${path.join('.')} of ${rowName(row)} as the list shows it elsewhere: ${want}`,
      got: String(got),
      pointer: `/items/${i}/${path.join('/')}`,
      about: known,
    };
  }
  return undefined;
}

/** The path at which two values first differ, field by field; undefined where they are alike. */
export function differingAt(a: unknown, b: unknown): string[] | undefined {
  if (a === b) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return [];
  if (Array.isArray(a) !== Array.isArray(b)) return [];
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const inner = differingAt(own(a, name), own(b, name));
    if (inner) return [name, ...inner];
  }
  return undefined;
}

const at = (value: unknown, path: readonly string[]) => path.reduce<unknown>((inner, name) => own(inner, name), value);

/** An own property of the value: a row may have a field called `constructor`. */
const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Row)[name] : undefined;

function shown(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
