import type { FilterRule, SortRule } from './asks.ts';
import type { Ask } from './exchange.ts';
import { type SampleAnswer, type SampleServer } from './sample.ts';

/** The same request with other parameters, as a broken server would understand it. */
export function withQuery(ask: Ask, change: (query: URLSearchParams) => void): Ask {
  const [path = '', search = ''] = ask.target.split('?');
  const query = new URLSearchParams(search);
  change(query);
  const changed = query.toString();
  return { ...ask, target: changed === '' ? path : `${path}?${changed}` };
}

/** The same request with other filter rules; untouched where it has none that can be read. */
export function withFilters(ask: Ask, change: (rules: FilterRule[]) => FilterRule[]): Ask {
  return withJson(ask, 'queryFilters', change);
}

/** The same request with other sorting rules; untouched where it has none that can be read. */
export function withSorts(ask: Ask, change: (rules: SortRule[]) => SortRule[]): Ask {
  return withJson(ask, 'sortingRules', change);
}

/** A server of a hundred rows that understands a request as it was changed. */
export function understanding(server: SampleServer, change: (ask: Ask) => Ask): SampleServer {
  return (ask) => server(change(ask));
}

/** A server that answers some requests in a way of its own; `answer` gives nothing where it does not. */
export function answering(server: SampleServer, answer: (ask: Ask) => SampleAnswer | undefined): SampleServer {
  return (ask) => answer(ask) ?? server(ask);
}

function withJson<T>(ask: Ask, name: string, change: (rules: T[]) => T[]): Ask {
  return withQuery(ask, (query) => {
    const texts = query.getAll(name);
    if (texts.length === 0) return;
    try {
      const rules = texts.flatMap<T>((text) => JSON.parse(text) as T | T[]);
      const changed = change(rules);
      if (changed.length > 0) query.set(name, JSON.stringify(changed));
      else query.delete(name);
    } catch {
      // Malformed on purpose: the server will say so.
    }
  });
}
