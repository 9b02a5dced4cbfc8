import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { listRequestFor, knownList } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { graded, operationsOf } from './rotate.ts';
import { everyPage } from '../combined/cases.ts';

/** CON-14: the same request twice gives the same response while nothing changed. */
export const con14 = caseCheck('CON-14', function* (context) {
  const cases = operationsOf(context).flatMap((operation) => {
    const request = knownList(context, operation) && listRequestFor(context, operation);
    return request ? [caseOf(context, operation.id, request)] : [];
  });
  yield* graded(cases, 1, 2);
  yield* everyPage(context, 'CON-14');
});

/**
 * The list once more, later. If it differs from the first response, somebody may have changed the list meanwhile, so it is
 * requested twice more, one right after the other. Only if those differ too, the server is to blame.
 */
function caseOf(context: CheckContext, operation: string, request: RequestSpec): Omit<Case, 'depth'> {
  const again = { ...request, fresh: 'again' };
  const closely = [1, 2].map((n) => ({ ...request, fresh: `again closely ${n}` }));
  const [first, second] = [request, again].map((one) => context.recorder.find(one)?.response.text);
  const differs = first !== undefined && second !== undefined && first !== second;
  return {
    operation,
    requests: differs ? closely : [request, again],
    judge: (a, b) =>
      a.response.text === b.response.text && a.response.status === b.response.status
        ? undefined
        : { want: 'the same response to the same request', got: difference(a.response.text, b.response.text) },
  };
}

function difference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const part = (text: string) => text.slice(Math.max(0, at - 20), at + 30);
  return `...${part(a)}... and then ...${part(b)}...`;
}

let turn = 0;

/** The broken server returns its rows in another order each time. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response) => {
      const body = bodyOf(response);
      turn += 1;
      const items = [...body.items.slice(turn % 5), ...body.items.slice(0, turn % 5)];
      return response.status === undefined ? { body: { ...body, items } } : undefined;
    }),
  ],
};
