import type { Operation } from '../spec/contract.ts';
import type { RequestSpec } from './exchange.ts';

/** The parameters of a list, as requests name them before they are written in the contract's form. */
const OF_LISTS = ['page', 'pageSize', 'queryFilters', 'sortingRules'];

/**
 * Whether a request has a parameter that its operation does not have. That it changes nothing is only assumed (CON-13): a server may
 * show fewer fields, or another form, to whom asks for them. Its response breaks no other clause.
 */
export function sendsUnknown({ parameters }: Operation, { target }: RequestSpec): boolean {
  const [, query] = target.split('?');
  if (query === undefined) return false;
  const known = new Set([...OF_LISTS, ...parameters.map(({ name }) => name)]);
  return [...new URLSearchParams(query).keys()].some((name) => !known.has(name));
}
