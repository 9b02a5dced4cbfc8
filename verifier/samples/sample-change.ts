import type { FilterRule, SortRule } from '../requests.ts';
import type { RequestSpec } from '../exchange.ts';
import { type SampleResponse, type SampleServer } from './sample.ts';

/** The same request with other parameters, as a broken server would understand it. */
export function withQuery(request: RequestSpec, change: (query: URLSearchParams) => void): RequestSpec {
  const [path = '', search = ''] = request.target.split('?');
  const query = new URLSearchParams(search);
  change(query);
  const changed = query.toString();
  return { ...request, target: changed === '' ? path : `${path}?${changed}` };
}

/** The same request with other filter rules; unchanged where it has no readable ones. */
export function withFilters(request: RequestSpec, change: (rules: FilterRule[]) => FilterRule[]): RequestSpec {
  return withJson(request, 'queryFilters', change);
}

/** The same request with other sorting rules; unchanged where it has no readable ones. */
export function withSorts(request: RequestSpec, change: (rules: SortRule[]) => SortRule[]): RequestSpec {
  return withJson(request, 'sortingRules', change);
}

/** A server of a hundred rows that reads each request through `change`. */
export function understanding(server: SampleServer, change: (request: RequestSpec) => RequestSpec): SampleServer {
  return (request) => server(change(request));
}

/** A server that responds to some requests in its own way; `respond` returns undefined for the others. */
export function responding(
  server: SampleServer,
  response: (request: RequestSpec) => SampleResponse | undefined,
): SampleServer {
  return (request) => response(request) ?? server(request);
}

function withJson<T>(request: RequestSpec, name: string, change: (rules: T[]) => T[]): RequestSpec {
  return withQuery(request, (query) => {
    const texts = query.getAll(name);
    if (texts.length === 0) return;
    try {
      const rules = texts.flatMap<T>((text) => JSON.parse(text) as T | T[]);
      const changed = change(rules);
      if (changed.length > 0) query.set(name, JSON.stringify(changed));
      else query.delete(name);
    } catch {
      // Malformed on purpose: the server rejects it.
    }
  });
}
