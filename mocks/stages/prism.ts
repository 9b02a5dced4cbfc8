import { parseQuery, type QueryParameters } from '../data/query-string.ts';
import type { ListQuery, Violation } from '../data/list-query.ts';
import type { Stage } from '../exchange.ts';
import type { ListContext } from '../fault-hooks.ts';
import { Memo } from '../memo.ts';
import type { Source } from '../prism.ts';

/** The text in place of the one parameter that a path may have. */
function parentIn(template: string, path: string): string | undefined {
  const place = template.split('/').findIndex((part) => part.startsWith('{'));
  return place === -1 ? undefined : path.split('/')[place];
}

/** Parameters of query strings that come again; they follow from the text alone. */
const parsed = new Memo<QueryParameters>(1000);

const isViolations = (read: ListQuery | readonly Violation[]): read is readonly Violation[] => Array.isArray(read);

/** Lets Prism route and validate the request, negotiate, and answer with a page of the provider's own rows. */
export const prism: Stage = async (exchange, next) => {
  const { request, state, key } = exchange;
  if (!key) throw new Error('Data belongs to a key: checkKey comes before prism in the pipeline.');
  const { engine } = state.kernel;
  const text = request.query;
  const parameters = parsed.get(text, () => parseQuery(text));
  let query: ListQuery | undefined;
  const source: Source = {
    readsAlone: state.data.readsAlone,
    violations(operationId) {
      const read = state.data.read(parameters, state.kernel.operation(operationId), text);
      if (isViolations(read)) return read;
      query = read;
      return [];
    },
    body(operationId, path) {
      if (!query) throw new Error('Prism asked for data before the query was read.');
      const operation = state.kernel.operation(operationId);
      const list: ListContext = { operation, providerId: key.providerId, parent: parentIn(operation.path, path) };
      return state.data.page(list, query, text) ?? null;
    },
  };
  const method = (request.method === 'HEAD' ? 'GET' : request.method).toLowerCase();
  const { accept, prefer } = request.headers;
  const answer = await engine.answer({ method, path: request.path, parameters, accept, prefer }, source);
  return next({ ...exchange, answer });
};
