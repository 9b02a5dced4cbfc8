import type { Operation } from '../spec/contract.ts';
import type { RequestSpec } from './exchange.ts';

/** The parameters of a list, as requests name them before they are written in the contract's form. */
const OF_LISTS = ['page', 'pageSize', 'queryFilters', 'sortingRules'];

/**
 * Whether a request has a parameter that its operation does not have. That such a parameter changes nothing is only assumed: a server
 * may take it for a choice of fields, or of a format. CON-13 alone judges the response.
 */
export function sendsUnknown({ parameters }: Operation, { target }: RequestSpec): boolean {
  const [, query] = target.split('?');
  if (query === undefined) return false;
  const known = new Set([...OF_LISTS, ...parameters.map(({ name }) => name)]);
  return [...new URLSearchParams(query).keys()].some((name) => !known.has(name));
}
