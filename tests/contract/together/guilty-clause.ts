import type { ClauseId } from '../../../spec/clauses.ts';
import type { Deviation } from '../../../verifier/model/expected-page.ts';
import type { ListRequest } from '../../../verifier/model/list-request.ts';

const BY_PREDICATE: Readonly<Record<string, ClauseId>> = {
  equal: 'FIL-01',
  notEqual: 'FIL-02',
  greaterThan: 'FIL-03',
  lessThan: 'FIL-03',
  contains: 'FIL-04',
};

/** The clauses that a deviating page breaks: the cause, not what follows from it. */
export function clausesOf(deviation: Deviation, requested: ListRequest): readonly ClauseId[] {
  switch (deviation.part) {
    case 'row':
      return ['CON-14'];
    case 'filter':
      return filterClauses(requested);
    case 'order':
      return [orderClause(requested, deviation.rule ?? 0)];
    case 'place':
      return requested.filters.length > 0 ? ['FIL-06'] : requested.page > 1 ? ['PAG-02', 'SRT-03'] : ['SRT-03'];
    case 'lost':
      return requested.sorts.length > 0 ? ['SRT-03'] : ['PAG-02'];
    case 'count':
      return ['PAG-03'];
    case 'total':
      return ['PAG-05'];
  }
}

function filterClauses({ filters, page }: ListRequest): ClauseId[] {
  const [first] = filters;
  const nested = filters.length === 1 && first?.predicate === 'equal' && first.field.includes('.');
  return [
    filters.length > 1 ? 'FIL-05' : (BY_PREDICATE[first?.predicate ?? ''] ?? 'FIL-01'),
    ...(nested ? (['FIL-09'] as const) : []),
    ...(page > 1 ? (['FIL-06'] as const) : []),
  ];
}

function orderClause({ sorts: [first] }: ListRequest, rule: number): ClauseId {
  if (rule > 0) return 'SRT-04';
  return first?.direction === 'desc' ? 'SRT-02' : 'SRT-01';
}

/** The clause that a status other than 200 for a well-formed request breaks. */
export function clauseOfStatus(requested: ListRequest): ClauseId {
  const [first] = filterClauses(requested);
  if (requested.filters.length > 0 && first !== undefined) return first;
  return requested.sorts.length > 0 ? orderClause(requested, 0) : 'PAG-02';
}

/** Whether a page that was requested so can say anything about a clause. */
export function concerns(clause: ClauseId, requested: ListRequest): boolean {
  const { filters, sorts, page, paged } = requested;
  switch (clause) {
    case 'CON-14':
    case 'PAG-05':
      return filters.length + sorts.length > 0 || paged;
    case 'PAG-02':
      return page > 1 && filters.length === 0;
    case 'PAG-03':
      return paged;
    case 'FIL-06':
      return filters.length > 0 && (page > 1 || sorts.length > 0);
    case 'SRT-03':
      return sorts.length > 0 && filters.length === 0;
    case 'SRT-04':
      return sorts.length > 1;
    case 'SRT-01':
    case 'SRT-02':
      return sorts.length > 0 && orderClause(requested, 0) === clause;
    default:
      return filters.length > 0 && filterClauses(requested).includes(clause);
  }
}
