import type { Operation, Reference } from '../../../spec/contract.ts';
import type { FilterRule } from '../../harness/asks.ts';
import type { Seen } from '../../harness/check.ts';
import type { Ask } from '../../harness/exchange.ts';
import { conditionFor } from '../../harness/model/values.ts';
import { joined } from '../../harness/model/rules.ts';
import { envelope, seenList, valueAt, valuesAt, type Row, type SeenList } from '../../harness/seen-lists.ts';
import { filterAsk } from './filtered.ts';

/** A reference of one list to another, both of which were seen. */
export interface Relation {
  from: SeenList;
  to: SeenList;
  reference: Reference;
}

/** Every relation that the contract names between lists that were seen. */
export function relations(seen: Seen): Relation[] {
  return seen.contract.operations.flatMap((operation) => {
    const from = seenList(seen, operation);
    if (!from) return [];
    return operation.references.flatMap((reference) => {
      const owner = seen.contract.operations.find(({ id }) => id === reference.operation);
      const to = owner && owner.parent === undefined ? seenList(seen, owner) : null;
      return to ? [{ from, to, reference }] : [];
    });
  });
}

/** Ids that a row holds of another list, none where it holds null. */
export function idsIn(row: Row, { path }: Reference): unknown[] {
  return valuesAt(row, path).filter((id) => id !== null && id !== undefined);
}

/** Most ids that one request looks up. */
const MOST_LOOKED_UP = 15;

/** A request for rows that some ids point at and that were not seen yet. */
export interface LookUp {
  ask: Ask;
  ids: readonly unknown[];
}

/**
 * Asks for the rows that the ids on a list's first page point at, many in one request, as long as they are not on the
 * other list's first page: the two lists of a relation are rarely seen whole.
 */
export function lookUps(seen: Seen, { from, to, reference }: Relation): LookUp[] {
  if (to.rows.length >= to.totalCount) return [];
  const there = new Set(to.rows.map((row) => valueAt(row, reference.member)));
  const ids = [...new Set(from.rows.flatMap((row) => idsIn(row, reference)))].filter((id) => !there.has(id));
  const parts = [];
  for (let i = 0; i < ids.length; i += MOST_LOOKED_UP) parts.push(ids.slice(i, i + MOST_LOOKED_UP));
  return parts.flatMap((part) => {
    const ask = filterAsk(seen, to.operation, byId(to.operation, reference, part), {
      page: 1,
      pageSize: to.operation.maxPageSize,
    });
    return ask ? [{ ask, ids: part }] : [];
  });
}

/** A request for one row by its id, where looking up many at once showed too few. */
export function lookUp(seen: Seen, { to, reference }: Relation, id: unknown): Ask | null {
  return filterAsk(seen, to.operation, byId(to.operation, reference, [id]));
}

function byId(operation: Operation, { member }: Reference, ids: readonly unknown[]): FilterRule[] {
  const field = operation.fields.find((one) => one.member === member)?.name ?? member;
  const rules = ids.map((id): FilterRule => ({ field, predicate: 'equal', condition: conditionFor(id) }));
  return joined(rules, 'or');
}

/** Rows of the other list that are known: those of its unfiltered answers, and those that were looked up. */
export function knownTargets(seen: Seen, relation: Relation): Map<unknown, Row> {
  const { to, reference } = relation;
  const rows = [...to.known];
  for (const { ask } of lookUps(seen, relation)) {
    const answer = seen.ledger.find(ask)?.answer;
    rows.push(...((answer && envelope(answer)?.items) ?? []));
  }
  return new Map(rows.map((row) => [valueAt(row, reference.member), row]));
}

/** `listReviews client.id`: names a relation in labels and messages. */
export function relationName({ from, reference }: Relation): string {
  return `${from.operation.id} ${reference.path}`;
}
