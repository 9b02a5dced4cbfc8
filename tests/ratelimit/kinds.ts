import type { Contract, Operation } from '../../spec/contract.ts';
import type { RequestSpec } from '../../verifier/exchange.ts';
import { envelope, valueAt } from '../../verifier/model/known-lists.ts';
import type { Recorder } from '../../verifier/recorder.ts';
import { listRequest, plainLists, type ListQuery, type RequestOptions } from '../../verifier/requests.ts';

/** A kind of request that shares the quota with all others. */
export interface Kind {
  /** `HEAD`, `a filter`; the step in which it is tried is named after it. */
  readonly name: string;
  /**
   * Whether it differs in how the client identifies itself: the quota belongs to the IT provider, whichever client sends (LIM-04,
   * else LIM-08).
   */
  readonly byClient: boolean;
  /** One request of this kind, a different one each time. */
  request(nth: number): RequestSpec;
}

/** Kinds of requests that some servers count separately, or not at all. */
export function kindsOf(contract: Contract, recorder: Recorder): Kind[] {
  const [first] = plainLists(contract);
  if (first === undefined) return [];
  const field = first.fields.find(({ type, evidence }) => type === 'string' && evidence !== 'assumed')?.name;
  const make = (name: string, query: ListQuery, options: RequestOptions = {}, byClient = false): Kind => ({
    name,
    byClient,
    request: (nth) => listRequest(first, { pageSize: 1, ...query }, { ...options, fresh: `kind ${name} ${nth}` }),
  });
  const spelt = (name: string, path: string): Kind => ({
    name,
    byClient: false,
    request: (nth) => {
      const {
        target: _,
        operation: __,
        ...request
      } = listRequest(first, { pageSize: 1 }, { fresh: `kind ${name} ${nth}` });
      return { ...request, target: `${path}?pageSize=1` };
    },
  });
  return [
    make('HEAD', {}, { method: 'HEAD' }),
    ...(field ? [make('a filter', { filter: { field, predicate: 'notEqual', condition: 'x' } })] : []),
    make('a second page', { page: 2 }),
    ...(field ? [make('an order', { sort: { field, direction: 'asc' } })] : []),
    make('an unknown parameter', { more: [['_', '1']] }),
    ...nested(contract, recorder),
    spelt('a slash at the end of the path', `${first.path}/`),
    spelt('a path in capitals', first.path.toUpperCase()),
    spelt('a doubled slash', `/${first.path}`),
    spelt('an encoded letter', `/%${first.path.charCodeAt(1).toString(16)}${first.path.slice(2)}`),
    make('another User-Agent', {}, { headers: { 'user-agent': 'somebody-else/1.0' } }, true),
    make(
      'another X-Forwarded-For',
      {},
      { headers: { 'x-forwarded-for': '203.0.113.7', 'x-real-ip': '203.0.113.7' } },
      true,
    ),
    make('another Accept', {}, { headers: { accept: '*/*' } }, true),
    make('another Accept-Encoding', {}, { headers: { 'accept-encoding': 'identity' } }, true),
  ];
}

/** A list below a row that some response has shown. */
function nested(contract: Contract, recorder: Recorder): Kind[] {
  for (const operation of contract.operations) {
    const id = operation.parent && parentIn(operation, recorder);
    if (operation.parent === undefined || id === undefined) continue;
    const path = { [operation.parent.parameter]: id };
    const request = (nth: number) => listRequest(operation, { pageSize: 1 }, { path, fresh: `kind nested ${nth}` });
    return [{ name: 'a list below a row', byClient: false, request }];
  }
  return [];
}

function parentIn({ parent }: Operation, recorder: Recorder): string | number | undefined {
  for (const { request, response } of recorder.completed()) {
    if (request.operation !== parent?.operation) continue;
    const id = (envelope(response)?.items ?? []).map((row) => valueAt(row, parent?.member ?? 'id'))[0];
    if (typeof id === 'string' || typeof id === 'number') return id;
  }
  return undefined;
}
