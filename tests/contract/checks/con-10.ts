import { caseCheck, type Case } from '../../../verifier/check.ts';
import { header } from '../../../verifier/exchange.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf } from './rotate.ts';

/** Sent without a body to a list as a whole, so that even a server that knows them has nothing to change. */
const METHODS = ['POST', 'DELETE', 'PUT', 'PATCH'];

/** CON-10: a method that the contract does not name is rejected with 405 (or 404), `Allow` on a 405; never 2xx, never 5xx. */
export const con10 = caseCheck('CON-10', function* (context): Iterable<Case> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = listRequestFor(context, operation);
    if (!list) continue;
    for (const [i, method] of METHODS.entries()) {
      const request = { ...list, method };
      yield {
        operation: `${method} ${operation.path}`,
        label: method,
        depth: nth === 0 && i < 2 ? 'quick' : i === nth % METHODS.length || nth === 0 ? 'standard' : 'full',
        requests: [request],
        judge({ response }) {
          const { status } = response;
          if (status === 405 && header(response, 'allow') === undefined)
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

/** The good server rejects other methods; the rejected one serves a POST like a GET. */
export const samples: Samples = {
  passes: responding(sampled, ({ method }) =>
    method === 'GET' ? undefined : problem(405, 'Method Not Allowed', { allow: 'GET' }),
  ),
  rejects: sampled,
};
