import { rawAsk } from '../../harness/asks.ts';
import type { Seen, Want } from '../../harness/check.ts';
import { listAskFor } from '../../harness/seen-lists.ts';
import { UNKNOWN_PATH } from './con-09.ts';

/** A malformed and a misled request, for the clauses about errors; the other clauses ask for many more. */
export function* errorWants(seen: Seen): Iterable<Want> {
  const [operation] = seen.contract.operations;
  const malformed = operation && listAskFor(seen, operation, { page: '0' });
  for (const ask of [malformed, rawAsk(UNKNOWN_PATH)])
    if (ask) yield { asks: [ask], depth: 'quick', label: ask.target };
}
