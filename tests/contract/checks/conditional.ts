import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { knownList } from '../../../verifier/model/known-lists.ts';
import { early, operationsOf } from './rotate.ts';

/** What a client claims to have that no server gave it. */
const PRECONDITIONS: readonly (readonly [header: string, value: string])[] = [
  ['if-none-match', '"never-given"'],
  ['if-modified-since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
];

/** Not modified, and a precondition that failed. */
const NOT_SERVED = [304, 412];

/**
 * A list requested by a client that claims to hold a version of it. The server never gave that version, so it must send the list
 * (RFC 9110, 13.1.2 and 13.1.3). One on each of two lists, others each night; both on every list at `full`.
 */
export function* preconditionCases(context: CheckContext): Iterable<Case> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    for (const [i, [header, value]] of list ? PRECONDITIONS.entries() : []) {
      if (!list) continue;
      const { request } = list.first;
      yield {
        operation: operation.id,
        label: header,
        depth: nth !== i ? 'full' : i === 0 ? early(context) : 'standard',
        requests: [{ ...request, headers: { ...request.headers, [header]: value } }],
        judge: ({ response: { status } }) =>
          NOT_SERVED.includes(status)
            ? { want: `200: no response had what ${header} names`, got: String(status) }
            : undefined,
      };
    }
  }
}
