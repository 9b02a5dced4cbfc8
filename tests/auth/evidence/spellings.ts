import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { json } from '../../../verifier/exchange.ts';

/** Other spellings of a path that routers, proxies and file systems treat as the same. */
const WAYS: readonly (readonly [how: string, change: (path: string) => string])[] = [
  ['with a slash at its end', (path) => `${path}/`],
  ['in capitals', (path) => path.toUpperCase()],
  ['with a doubled slash', (path) => `/${path}`],
  ['with an encoded letter', (path) => `/%${path.charCodeAt(1).toString(16)}${path.slice(2)}`],
  ['with a dot segment', (path) => `/.${path}`],
  ['that climbs and comes back', (path) => `/x/..${path}`],
  ['with encoded dots', (path) => `/x/%2e%2e${path}`],
  ['with a parameter', (path) => `${path};x=1`],
  ['that ends in .json', (path) => `${path}.json`],
  ['with one capital', (path) => `/${path.charAt(1).toUpperCase()}${path.slice(2)}`],
  ['with an encoded slash', (path) => `/%2f${path.slice(1)}`],
  ['that ends in a dot', (path) => `${path}.`],
  ['that ends in a blank', (path) => `${path}%20`],
  ['with two slashes at its end', (path) => `${path}//`],
];

/** A request for the same list by another spelling of its path, with a description of the spelling. */
export interface Spelling {
  readonly how: string;
  readonly target: string;
}

/** The other spellings of a list's address; the query stays. */
export function spellingsOf(target: string): Spelling[] {
  const [path = '', query] = target.split('?');
  return WAYS.map(([how, change]) => ({ how, target: change(path) + (query === undefined ? '' : `?${query}`) }));
}

/**
 * Whether a response reveals what needs a key: a list, at any path. A page, a redirect or an error at a path outside the contract
 * does not.
 */
export function givesRows({ request, response }: CompletedExchange): boolean {
  if (response.status === 304) return true;
  if (response.status >= 300) return false;
  if (request.method === 'HEAD') return /json/i.test((response.headers['content-type'] ?? []).join());
  const body = json(response);
  return (
    Array.isArray(body) || (typeof body === 'object' && body !== null && ('items' in body || 'totalCount' in body))
  );
}
