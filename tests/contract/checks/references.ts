import type { Operation, Reference } from '../../../spec/contract.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { MOVED } from '../../../verifier/case-check.ts';
import type { Broken, Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { inOrder } from '../../../verifier/reread.ts';
import { conditionFor } from '../../../verifier/model/values.ts';
import { joined } from '../../../verifier/model/rules.ts';
import {
  envelope,
  knownList,
  rowKey,
  valueAt,
  valuesAt,
  type Row,
  type KnownList,
} from '../../../verifier/model/known-lists.ts';
import { filterRequest, inGroups } from './filtered.ts';

/** A reference from one list to another, both of which were seen. */
export interface Relation {
  from: KnownList;
  to: KnownList;
  reference: Reference;
}

/** Every relation that the contract names between lists that were seen. */
export function relations(context: CheckContext): Relation[] {
  return context.contract.operations.flatMap((operation) => {
    const from = knownList(context, operation);
    if (!from) return [];
    return operation.references.flatMap((reference) => {
      const owner = context.contract.operations.find(({ id }) => id === reference.operation);
      const to = owner && owner.parent === undefined ? knownList(context, owner) : null;
      return to ? [{ from, to, reference }] : [];
    });
  });
}

/** Ids of another list that a row holds; none where it holds null. */
export function idsIn(row: Row, { path }: Reference): unknown[] {
  return valuesAt(row, path).filter((id) => id !== null && id !== undefined);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id as others are compared with it: a uuid in either case names the same row. */
export const sameId = (id: unknown): unknown => (typeof id === 'string' && UUID.test(id) ? id.toLowerCase() : id);

/** Most ids in one look-up request. */
const MOST_LOOKED_UP = 15;

/** A request for rows that some ids point at and that were not seen yet. */
export interface LookUp {
  request: RequestSpec;
  ids: readonly unknown[];
}

/** Numbers far from the others first: an id that was made up, or is left over from other data, is rarely among them. */
function oddFirst(ids: readonly unknown[]): unknown[] {
  const numbers = ids.filter((id) => typeof id === 'number').sort((a, b) => a - b);
  const middle = numbers[Math.floor(numbers.length / 2)]!;
  const distance = (id: unknown) => (typeof id === 'number' ? Math.abs(id - middle) : 0);
  return [...ids].sort((a, b) => distance(b) - distance(a));
}

/**
 * Requests for the rows that the ids on a list's first page point at, many in one request, unless they are on the other list's
 * first page. The two lists of a relation are rarely known whole.
 */
export function lookUps(context: CheckContext, { from, to, reference }: Relation): LookUp[] {
  if (to.rows.length >= to.totalCount) return [];
  const there = new Set(to.rows.map((row) => sameId(valueAt(row, reference.member))));
  const pointed = new Set(from.rows.flatMap((row) => idsIn(row, reference)));
  const ids = oddFirst([...pointed].filter((id) => !there.has(sameId(id))));
  let looked = 0;
  return inGroups(byId(to.operation, reference, ids), MOST_LOOKED_UP).flatMap((rules) => {
    const part = ids.slice(looked, (looked += rules.length));
    const query = { page: 1, pageSize: to.operation.maxPageSize };
    const request = filterRequest(context, to.operation, joined(rules, 'or'), query);
    return request ? [{ request, ids: part }] : [];
  });
}

/** A request for one row by its id, where a look-up of many at once returned too few. */
export function lookUp(context: CheckContext, { to, reference }: Relation, id: unknown): RequestSpec | null {
  return filterRequest(context, to.operation, byId(to.operation, reference, [id]));
}

function byId(
  operation: Operation,
  { member: fieldPath }: Pick<Reference, 'member'>,
  ids: readonly unknown[],
): FilterRule[] {
  const field = operation.fields.find((one) => one.member === fieldPath)?.name ?? fieldPath;
  const rules = ids.map((id): FilterRule => ({ field, predicate: 'equal', condition: conditionFor(id) }));
  return joined(rules, 'or');
}

/** Known rows of the other list by their ids (`sameId`): from its unfiltered responses, and from look-ups. */
export function knownTargets(context: CheckContext, relation: Relation): Map<unknown, Row> {
  const { to, reference } = relation;
  const rows = [...to.known];
  for (const { request } of lookUps(context, relation)) {
    const response = context.recorder.find(request)?.response;
    rows.push(...((response && envelope(response)?.items) ?? []));
  }
  return new Map(rows.map((row) => [sameId(valueAt(row, reference.member)), row]));
}

/** A name for a relation in labels and messages, such as `listReviews client.id`. */
export function relationName({ from, reference }: Relation): string {
  return `${from.operation.id} ${reference.path}`;
}

/** Two rows, read at different moments, that contradict each other. Without `other`, the row is absent from its list. */
export interface Contradiction {
  readonly row: Row;
  readonly other: { readonly list: KnownList; readonly member: string; readonly id: unknown };
  /** Judges both rows when they are read again. */
  readonly judge: (row: Row, other: Row | undefined) => Broken | undefined;
}

/** Most contradictions of a relation that are read again. */
const MOST = 2;

/**
 * A relation as cases: fine as it was read, or each contradiction read again closely (row, other, row), because somebody may have
 * changed a row between two requests.
 */
export function* relationCases(
  context: CheckContext,
  { from, to, reference }: Relation,
  clause: string,
  contradictions: readonly Contradiction[],
): Iterable<Case> {
  const { id: operation, fields } = from.operation;
  const own = fields.find(({ member: fieldPath }) => fieldPath === 'id')?.name;
  const label = `${reference.path} ${clause}`;
  if (contradictions.length === 0) {
    const requests = [from.first.request, to.first.request];
    yield { operation, label, depth: 'quick', requests, judge: () => undefined };
  }
  for (const [i, { row, other, judge }] of contradictions.slice(0, MOST).entries()) {
    const ownRule = { field: own ?? '', predicate: 'equal', condition: conditionFor(row['id']) };
    const alone = own === undefined ? null : filterRequest(context, from.operation, [ownRule]);
    const target = filterRequest(
      context,
      other.list.operation,
      byId(other.list.operation, { member: other.member }, [other.id]),
    );
    if (!target) continue;
    const as = (when: string, request: RequestSpec) => ({
      ...request,
      fresh: `${clause} ${operation} ${label} ${i} ${when}`,
    });
    const source = alone ?? from.first.request;
    yield {
      ...{ operation, label, depth: 'quick', urgent: true },
      requests: [as('before', source), as('other', target), as('after', source)],
      judge(...responses) {
        const [a, b, c] = responses.map(({ response }) => envelope(response)?.items);
        if (!a || !b || !c) return { note: `${operation} or ${other.list.operation.id} cannot be filtered by id` };
        const [before, after] = [a, c].map((items) => items.find((one) => rowKey(one) === rowKey(row)));
        if (!before || JSON.stringify(before) !== JSON.stringify(after)) return { note: MOVED };
        if (!inOrder(...responses.map((response) => [response]))) return { note: MOVED };
        return judge(
          before,
          b.find((one) => sameId(valueAt(one, other.member)) === sameId(other.id)),
        );
      },
    };
  }
}
