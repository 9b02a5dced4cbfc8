import type { QueryParameters } from '../data/query-string.ts';

/** A parameter that had no effect, and what may have been meant. */
export interface IgnoredParameter {
  readonly name: string;
  readonly message: string;
}

/** What a name would have to be: spelt otherwise, with brackets, or as a part of a rule. */
function meant(name: string, known: readonly string[]): string | undefined {
  const bare = name
    .replace(/\[.*$/, '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
  const same = known.find((one) => one.toLowerCase() === bare);
  if (same) return same;
  if (/^(filter|query|where|predicate|condition)/.test(bare)) return known.find((one) => one === 'queryFilters');
  if (/^(sort|order)/.test(bare)) return known.find((one) => one === 'sortingRules');
  if (/^(limit|perpage|take|size|top|pagesize)/.test(bare)) return known.find((one) => one === 'pageSize');
  return /^(offset|skip|pagenumber|pageindex|pageno)/.test(bare) ? known.find((one) => one === 'page') : undefined;
}

/**
 * The query parameters that the contract does not name: the API ignores them silently (CON-13), and the list is not the requested
 * one.
 * @param known the names of the operation's parameters
 */
export function ignoredParameters(parameters: QueryParameters, known: readonly string[]): IgnoredParameter[] {
  return [...parameters.keys()]
    .filter((name) => !known.includes(name))
    .map((name) => {
      const instead = meant(name, known);
      const rule = instead === 'queryFilters' || instead === 'sortingRules' ? ' as one JSON text' : '';
      return {
        name,
        message: `"${name}" had no effect: the contract names no such parameter${instead ? `. Send ${instead}${rule}` : ''}.`,
      };
    });
}
