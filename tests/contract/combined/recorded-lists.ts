import type { RequestSpec } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';

interface Gathered {
  upTo: number;
  readonly byPath: Map<string, Map<string, RequestSpec>>;
}

const gathered = new WeakMap<Recorder, Gathered>();

/** The list requests at a path that got a response, each once, without repetitions that were sent for comparison. */
export function recordedLists(recorder: Recorder, path: string): Iterable<RequestSpec> {
  let state = gathered.get(recorder);
  if (state === undefined) gathered.set(recorder, (state = { upTo: 0, byPath: new Map() }));
  const all = recorder.all();
  for (; state.upTo < all.length; state.upTo += 1) {
    const exchange = all[state.upTo];
    if (exchange?.response?.status !== 200 || exchange.request.fresh !== undefined) continue;
    const { target, method } = exchange.request;
    const [where = '', query] = target.split('?');
    if (query === undefined || method !== 'GET') continue;
    const requests = state.byPath.get(where) ?? new Map<string, RequestSpec>();
    state.byPath.set(where, requests);
    if (!requests.has(target)) requests.set(target, exchange.request);
  }
  return [...(state.byPath.get(path)?.values() ?? [])];
}
