import type { ListQuery, Violation } from '../data/list-query.ts';
import type { Stage } from '../exchange.ts';
import type { KeyRecord } from '../keys.ts';
import type { Source } from '../prism.ts';
import type { Reading } from '../reading.ts';
import type { MockState } from '../state.ts';

/** The text in place of the one parameter that a path may have. */
function parentIn(template: string, path: string): string | undefined {
  if (!template.includes('{')) return undefined;
  const place = template.split('/').findIndex((part) => part.startsWith('{'));
  return path.split('/')[place];
}

const isViolations = (read: ListQuery | readonly Violation[]): read is readonly Violation[] => Array.isArray(read);

const NONE: readonly Violation[] = [];

/** The data of one provider, for one request. */
function sourceOf({ data, kernel }: MockState, key: KeyRecord, reading: Reading): Source {
  let query: ListQuery | undefined;
  return {
    readsAlone: data.readsAlone,
    violations(operationId) {
      const read = data.read(reading, kernel.operation(operationId));
      if (isViolations(read)) return read;
      query = read;
      return NONE;
    },
    body(operationId) {
      if (!query) throw new Error('Prism asked for data before the query was read.');
      const operation = kernel.operation(operationId);
      const parent = parentIn(operation.path, reading.path);
      return data.page({ operation, providerId: key.providerId, parent }, query, reading) ?? null;
    },
  };
}

/** Lets Prism route and validate the request, negotiate, and answer with a page of the provider's own rows. */
export const prism: Stage = (exchange, next) => {
  const { request, state, key } = exchange;
  if (!key) throw new Error('Data belongs to a key: checkKey comes before prism in the pipeline.');
  const { engine, readings } = state.kernel;
  const { accept, prefer } = request.headers;
  const reading = readings(request);
  const answer = engine.answer({ reading, accept, prefer }, sourceOf(state, key, reading));
  return answer instanceof Promise
    ? answer.then((later) => next({ request, state, key, answer: later }))
    : next({ request, state, key, answer });
};
