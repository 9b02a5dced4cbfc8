import type { ClauseId } from '../../../spec/clauses.ts';
import type { Deviation } from '../../../verifier/model/deviation.ts';
import type { ListRequest } from '../../../verifier/model/list-request.ts';
import { isHostile } from './odd.ts';

const BY_PREDICATE: Readonly<Record<string, ClauseId>> = {
  equal: 'FIL-01',
  notEqual: 'FIL-02',
  greaterThan: 'FIL-03',
  lessThan: 'FIL-03',
  contains: 'FIL-04',
};

/** What deviates on a page, or a `status` in place of a page. */
export type Broken = Omit<Deviation, 'part'> & { readonly part: Deviation['part'] | 'status' };

/**
 * The clauses that a deviating page breaks: the cause, not its consequences.
 * @param smallest whether every smaller request is known to be right: then only the combination is wrong
 */
export function clausesOf({ part, rule }: Broken, requested: ListRequest, smallest = false): readonly ClauseId[] {
  const { filters, within, sorts, page } = requested;
  switch (part) {
    case 'row':
      return ['CON-14'];
    case 'filter':
      return smallest && filters.length + within.length > 0 && (sorts.length > 0 || requested.paged)
        ? ['FIL-06']
        : filterClauses(requested);
    case 'twice':
      return filters.length > 1 && !(smallest && sorts.length > 0)
        ? ['FIL-05']
        : sorts.length > 0
          ? ['SRT-03']
          : ['PAG-02'];
    case 'order':
      return [orderClause(requested, rule)];
    case 'place':
      return filters.length > 0 ? ['FIL-06'] : page > 1 ? ['PAG-02', 'SRT-03'] : ['SRT-03'];
    case 'lost':
      return sorts.length > 0 ? ['SRT-03'] : ['PAG-02'];
    case 'count':
      // Pages alone are right where a smaller request was: then the filter, or the order, loses the rows.
      if (!smallest) return ['PAG-03'];
      return filters.length > 0 ? ['PAG-03', 'FIL-06'] : sorts.length > 0 ? ['PAG-03', 'SRT-03'] : ['PAG-03'];
    case 'total':
      // Rows that a sort loses are missing from its total, too.
      return sorts.length > 0 && filters.length === 0 ? ['PAG-05', 'SRT-03'] : ['PAG-05'];
    case 'status':
      return [clauseOfStatus(requested, smallest)];
  }
}

/** The only clauses that a deviation of this part may break, whichever smaller request turns out to be to blame. */
const ONLY: Readonly<Partial<Record<Broken['part'], readonly ClauseId[]>>> = {
  row: ['CON-14'],
  order: ['SRT-01', 'SRT-02', 'SRT-04'],
  total: ['PAG-05', 'SRT-03'],
};

/** Whether the deviation does not concern a clause: for example its rows are right, and only their order or total is wrong. */
export function isSpared(clause: ClauseId, broken: readonly Broken[]): boolean {
  return broken.length > 0 && broken.every(({ part }) => ONLY[part]?.includes(clause) === false);
}

function filterClauses({ within, page, ...requested }: ListRequest): ClauseId[] {
  const filters = [...within, ...requested.filters];
  const [first] = filters;
  if (isHostile(filters.map(({ condition }) => condition ?? ''))) return ['FIL-08'];
  const nested = filters.length === 1 && first?.predicate === 'equal' && first.field.includes('.');
  return [
    filters.length > 1 ? 'FIL-05' : (BY_PREDICATE[first?.predicate ?? ''] ?? 'FIL-01'),
    ...(nested ? (['FIL-09'] as const) : []),
    ...(page > 1 ? (['FIL-06'] as const) : []),
  ];
}

function orderClause({ sorts: [first] }: ListRequest, rule?: number): ClauseId {
  if (rule) return 'SRT-04';
  return first?.direction === 'desc' ? 'SRT-02' : 'SRT-01';
}

/** The clause that a status other than 200 for a well-formed request breaks: not a filter's, where it works without the rest. */
function clauseOfStatus(requested: ListRequest, smallest: boolean): ClauseId {
  const { sorts, paged } = requested;
  const filters = [...requested.within, ...requested.filters];
  if (smallest && filters.length > 0 && (sorts.length > 0 || paged)) return 'FIL-06';
  // Each of the rules works alone.
  if (smallest && sorts.length > 1) return 'SRT-04';
  const [first] = filterClauses(requested);
  if (filters.length > 0 && first !== undefined) return first;
  return requested.sorts.length > 0 ? orderClause(requested) : 'PAG-02';
}

/** Whether the page of this request can show anything about a clause. */
export function concerns(clause: ClauseId, requested: ListRequest): boolean {
  const { filters, within, sorts, page, paged } = requested;
  const rules = filters.length + within.length;
  switch (clause) {
    case 'CON-14':
    case 'PAG-05':
      return rules + sorts.length > 0 || paged;
    case 'PAG-02':
      return paged && filters.length === 0;
    case 'PAG-03':
      return paged;
    case 'FIL-06':
      return rules > 0 && (page > 1 || sorts.length > 0);
    case 'SRT-03':
      return sorts.length > 0 && filters.length === 0;
    case 'SRT-04':
      return sorts.length > 1;
    case 'SRT-01':
    case 'SRT-02':
      return sorts.length > 0 && orderClause(requested) === clause;
    default:
      return rules > 0 && filterClauses(requested).includes(clause);
  }
}
