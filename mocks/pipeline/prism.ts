import type { ListQuery, Violation } from '../data/list-query.ts';
import type { Exchange, Stage } from './exchange.ts';
import { decoded } from '../../spec/decoded.ts';
import type { KeyRecord } from '../keys/keys.ts';
import type { Source } from '../engine/prism.ts';
import type { CachedQuery } from '../engine/query-cache.ts';

/** The text in place of the one parameter that a path may have. */
function parentIn(template: string, path: string): string | undefined {
  if (!template.includes('{')) return undefined;
  const place = template.split('/').findIndex((part) => part.startsWith('{'));
  return decoded(path.split('/')[place] ?? '');
}

const isViolations = (read: ListQuery | readonly Violation[]): read is readonly Violation[] => Array.isArray(read);

const NONE: readonly Violation[] = [];

/** The data of one provider, for one request. */
function sourceOf({ state: { data, runtime }, rows }: Exchange, key: KeyRecord, cachedQuery: CachedQuery): Source {
  let query: ListQuery | undefined;
  return {
    readsAlone: data.readsAlone,
    violations(operationId) {
      const read = data.read(cachedQuery, runtime.operation(operationId));
      if (isViolations(read)) return read;
      query = read;
      return NONE;
    },
    body(operationId) {
      if (!query) throw new Error('Prism asked for data before the query was read.');
      const operation = runtime.operation(operationId);
      const parent = parentIn(operation.path, cachedQuery.path);
      const list = { operation, providerId: key.providerId, parent };
      return (rows ? data.movedPage(list, query, rows) : data.page(list, query, cachedQuery)) ?? null;
    },
  };
}

/** Lets Prism route and validate the request, negotiate, and respond with a page of the provider's own rows. */
export const prism: Stage = (exchange, next) => {
  const { request, state, key } = exchange;
  if (!key) throw new Error('Data belongs to a key: checkKey comes before prism in the pipeline.');
  const { engine, queryCache } = state.runtime;
  const { accept, prefer } = request.headers;
  const cachedQuery = queryCache(request);
  const response = engine.response(
    { cachedQuery, accept, prefer, sent: request.headers },
    sourceOf(exchange, key, cachedQuery),
  );
  return response instanceof Promise
    ? response.then((later) => next({ request, state, key, response: later }))
    : next({ request, state, key, response });
};
