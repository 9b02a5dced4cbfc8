import { caseCheck, type Case } from '../../harness/check.ts';
import { header } from '../../harness/exchange.ts';
import { listAskFor } from '../../harness/seen-lists.ts';
import { problem, type Samples } from '../../harness/sample.ts';
import { answering } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { operationsOf } from './rotate.ts';

/** Sent without a body to a list as a whole, so that even a server that knows them has nothing to change. */
const METHODS = ['POST', 'DELETE', 'PUT', 'PATCH'];

/** CON-10: a method that the contract does not name is refused with 405 (or 404), `Allow` on a 405; never 2xx, never 5xx. */
export const con10 = caseCheck('CON-10', function* (seen): Iterable<Case> {
  for (const [nth, operation] of operationsOf(seen).entries()) {
    const list = listAskFor(seen, operation);
    if (!list) continue;
    for (const [i, method] of METHODS.entries()) {
      const ask = { ...list, method };
      yield {
        operation: `${method} ${operation.path}`,
        label: method,
        depth: nth === 0 && i < 2 ? 'quick' : i === nth % METHODS.length || nth === 0 ? 'standard' : 'full',
        asks: [ask],
        judge({ answer }) {
          const { status } = answer;
          if (status === 405 && header(answer, 'allow') === undefined)
            return { want: '405 with Allow', got: '405 without it' };
          if ([404, 405, 501].includes(status)) return undefined;
          const broken = { want: '405 (or 404)', got: String(status) };
          return status >= 400 && status < 500 ? { ...broken, tolerated: true } : broken;
        },
      };
    }
  }
});

const sampled = sampleServer();

/** The good server refuses other methods; the rejected one serves a POST like a GET. */
export const samples: Samples = {
  passes: answering(sampled, ({ method }) =>
    method === 'GET' ? undefined : problem(405, 'Method Not Allowed', { allow: 'GET' }),
  ),
  rejects: sampled,
};
