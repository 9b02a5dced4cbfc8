import { parseQuery, type QueryParameters } from '../data/query-string.ts';
import { rulesAsJson, type Forms } from '../data/rule-form.ts';
import type { ListQuery, Violation } from '../data/list-query.ts';
import { Memo } from './memo.ts';
import type { Ruling } from './ruling.ts';

/**
 * What follows from the text of a request and the contract alone, each part worked out when it is first wanted. It says
 * nothing of keys, budgets, faults, providers or their data.
 */
export class CachedQuery {
  /** Lower-case; a HEAD is read as the GET that it stands for. */
  readonly method: string;
  readonly path: string;
  readonly parameters: QueryParameters;
  /** Whether the same text will find this reading again, so that work may be saved up on it. */
  readonly kept: boolean;
  /** What Prism says of it, for one value of the header Accept. */
  ruling?: { readonly accept: string; readonly ruling: Ruling };
  /** What it requests of the list, as a conforming server reads it. */
  query?: ListQuery | readonly Violation[];

  constructor(method: string, path: string, query: string, kept: boolean, forms?: Forms) {
    this.method = method;
    this.path = path;
    this.kept = kept;
    this.parameters = parseQuery(query);
    if (!forms) return;
    const { parameters, wrong } = rulesAsJson(this.parameters, forms);
    this.parameters = parameters;
    if (wrong.length > 0) this.query = wrong;
  }
}

/** The part of a request that decides its query. */
interface RequestText {
  readonly method: string;
  readonly path: string;
  readonly query: string;
}

/**
 * Gives the queries of requests, read and checked; at most `capacity` are kept.
 *
 * @param formsAt the forms in which the contract writes the rules of a path, where one of them is not JSON in one text
 */
export function createQueryCache(
  capacity: number,
  formsAt?: (path: string) => Forms | undefined,
): (request: RequestText) => CachedQuery {
  const memo = new Memo<CachedQuery>(capacity);
  return ({ method, path, query }) => {
    if (method !== 'GET' && method !== 'HEAD') return new CachedQuery(method.toLowerCase(), path, query, false);
    return memo.get(`${path}?${query}`, (kept) => new CachedQuery('get', path, query, kept, formsAt?.(path)));
  };
}
