import type { RequestSpec } from '../../../verifier/exchange.ts';
import type { ListRequest } from '../../../verifier/model/list-request.ts';
import type { Broken } from './guilty-clause.ts';

type Ingredient = 'filters' | 'sorts' | 'page';

/** Which ingredients are tried without the others, the likeliest first, depending on what deviates. */
const LIKELIEST: Readonly<Record<Broken['part'], readonly (readonly Ingredient[])[]>> = {
  filter: [['filters'], ['sorts'], ['filters', 'page'], ['filters', 'sorts']],
  status: [['filters'], ['sorts'], ['page'], ['filters', 'sorts'], ['sorts', 'page']],
  row: [['filters'], ['sorts'], ['page'], ['filters', 'sorts']],
  twice: [['filters'], ['sorts'], ['page'], ['filters', 'sorts'], ['sorts', 'page']],
  order: [['sorts'], ['filters', 'sorts'], ['sorts', 'page']],
  place: [['sorts'], ['page'], ['sorts', 'page'], ['filters', 'sorts'], ['filters', 'page']],
  lost: [['sorts'], ['page'], ['sorts', 'page']],
  count: [['page'], ['filters'], ['filters', 'page'], ['sorts', 'page']],
  total: [['page'], ['filters'], ['sorts'], ['filters', 'page']],
};

/**
 * Requests with fewer parts than one whose page deviates, in the order in which they are tried. Those of one step are sent
 * together, because any of them may be to blame.
 */
export function smallerRequests(request: RequestSpec, requested: ListRequest, part: Broken['part']): RequestSpec[][] {
  const { filters, within, sorts, paged } = requested;
  const present = (['filters', 'sorts', 'page'] as const).filter(
    (one) =>
      (one === 'filters' && filters.length > 0) || (one === 'sorts' && sorts.length > 0) || (one === 'page' && paged),
  );
  const fewer = LIKELIEST[part].filter(
    (some) => some.length < present.length && some.every((one) => present.includes(one)),
  );
  const steps = fewer.map((some) => [
    without(request, (query) => present.forEach((one) => !some.includes(one) && drop(query, one, within))),
  ]);
  const plain = sorts.map(({ field, direction }) => ({ field: field.name, direction }));
  return [...steps, ...fewerRules(request, filters, within), ...fewerSorts(request, plain)];
}

/** Most rules that are tried alone, all at once. */
const FEW = 3;

/** A few rules, each alone; of many, first one half of them, then the other. */
function fewerRules(request: RequestSpec, filters: Rules, within: Rules): RequestSpec[][] {
  const some = (rules: Rules) => withRules(request, 'queryFilters', ended([...within, ...rules]));
  if (filters.length < 2) return [];
  if (filters.length <= FEW) return [filters.map((rule) => some([rule]))];
  const half = Math.ceil(filters.length / 2);
  return [[some(filters.slice(0, half))], [some(filters.slice(half))]];
}

function fewerSorts(request: RequestSpec, sorts: readonly object[]): RequestSpec[][] {
  return sorts.length > 1 ? [sorts.map((rule) => withRules(request, 'sortingRules', [rule]))] : [];
}

type Rules = ListRequest['filters'];

/** Rules of which the last joins none. */
const ended = (rules: Rules) => rules.map((rule, i) => (i === rules.length - 1 ? { ...rule, operator: null } : rule));

/** @param within rules that stay */
function drop(query: URLSearchParams, ingredient: Ingredient, within: Rules): void {
  const names = { filters: ['queryFilters'], sorts: ['sortingRules'], page: ['page', 'pageSize'] }[ingredient];
  for (const name of names) query.delete(name);
  if (ingredient === 'filters' && within.length > 0) set(query, 'queryFilters', ended(within));
}

function withRules(request: RequestSpec, name: string, rules: readonly unknown[]): RequestSpec {
  return without(request, (query) => set(query, name, rules));
}

const set = (query: URLSearchParams, name: string, rules: readonly unknown[]) =>
  query.set(name, JSON.stringify(rules.length > 1 ? rules : rules[0]));

function without(request: RequestSpec, change: (query: URLSearchParams) => void): RequestSpec {
  const [path = '', text = ''] = request.target.split('?');
  const query = new URLSearchParams(text);
  change(query);
  const pairs = [...query].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return { ...request, target: pairs.length > 0 ? `${path}?${pairs.join('&')}` : path };
}
