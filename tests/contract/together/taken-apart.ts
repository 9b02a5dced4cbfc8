import type { Operation } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import { readListRequest, type ListRequest } from '../../../verifier/model/list-request.ts';

/** What is known of the parts of a request whose page deviates. */
export interface TakenApart {
  /** The smallest request known to deviate. */
  readonly smallest: RequestSpec;
  /** Smaller ones that were not asked yet, one at a time. */
  readonly open: readonly RequestSpec[];
}

/** Most parts that are taken off. */
const MOST_STEPS = 6;

/**
 * Takes one part after the other off a request (the page, the last sorting rule, the last filter) as long as what is left
 * deviates as well.
 * @param deviates whether a request's page does; undefined where it was not asked yet
 */
export function takenApart(
  _context: CheckContext,
  list: KnownList,
  request: RequestSpec,
  deviates: (operation: Operation, smaller: RequestSpec) => boolean | undefined,
): TakenApart {
  let smallest = request;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const requested = readListRequest(list.operation, smallest);
    const parts = requested ? smaller(smallest, requested) : [];
    let next: RequestSpec | undefined;
    for (const part of parts) {
      const known = deviates(list.operation, part);
      if (known === undefined) return { smallest, open: [part] };
      if (known) {
        next = part;
        break;
      }
    }
    if (!next) break;
    smallest = next;
  }
  return { smallest, open: [] };
}

/** The request without one of its parts, for each of them. */
function smaller(request: RequestSpec, { filters, sorts }: ListRequest): RequestSpec[] {
  const [path = '', text = ''] = request.target.split('?');
  const without = (change: (query: URLSearchParams) => void): RequestSpec => {
    const query = new URLSearchParams(text);
    change(query);
    const pairs = [...query].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    return { ...request, target: pairs.length > 0 ? `${path}?${pairs.join('&')}` : path };
  };
  const query = new URLSearchParams(text);
  const rules = (name: string, left: readonly unknown[]) =>
    without((own) => {
      own.delete(name);
      if (left.length > 0) own.set(name, JSON.stringify(left.length > 1 ? left : left[0]));
    });
  const plain = sorts.map(({ field, direction }) => ({ field: field.name, direction }));
  return [
    ...(query.has('page') ? [without((own) => ['page', 'pageSize'].forEach((name) => own.delete(name)))] : []),
    ...(sorts.length > 0 ? [rules('sortingRules', [])] : []),
    ...(filters.length > 0 ? [rules('queryFilters', [])] : []),
    ...(sorts.length > 1 ? [rules('sortingRules', plain.slice(0, 1)), rules('sortingRules', plain.slice(1))] : []),
    ...(filters.length > 1 ? filters.map((_, i) => rules('queryFilters', filters.toSpliced(i, 1))) : []),
  ];
}
