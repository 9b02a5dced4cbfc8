import { caseCheck, MOVED } from '../../../verifier/case-check.ts';
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

/** Requests for a list one right after the other: one change of the data among them is told from a server that wavers. */
const CLOSELY = 4;

/**
 * The list once more, later. If it differs from the first response, somebody may have changed the list meanwhile, so it is
 * requested several times more, one right after the other. The server is to blame only if a response comes back after another one,
 * or if no two in a row are alike: a list that is edited changes, and stays so.
 */
function caseOf(context: CheckContext, operation: string, request: RequestSpec): Omit<Case, 'depth'> {
  const again = { ...request, fresh: 'again' };
  const closely = Array.from({ length: CLOSELY }, (_, i) => ({ ...request, fresh: `again closely ${i + 1}` }));
  const [first, second] = [request, again].map((one) => context.recorder.find(one)?.response.text);
  const differs = first !== undefined && second !== undefined && first !== second;
  return {
    operation,
    requests: differs ? closely : [request, again],
    judge(...responses) {
      // One that was rejected for the quota was sent again after the others.
      const shown = responses
        .toSorted((a, b) => a.n - b.n)
        .map(({ response }) => `${response.status} ${response.text}`);
      const at = shown.findIndex((text, i) => i > 0 && text !== shown[i - 1]);
      if (at < 0) return undefined;
      const changes = shown.filter((text, i) => i > 0 && text !== shown[i - 1]).length;
      const comesBack = new Set(shown).size <= changes;
      if (!comesBack && changes < shown.length - 1) return { note: MOVED };
      return {
        want: 'the same response to the same request',
        got: difference(shown[at - 1] ?? '', shown[at] ?? ''),
      };
    },
  };
}

function difference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const part = (text: string) => text.slice(Math.max(0, at - 20), at + 30);
  return `...${part(a)}... and then ...${part(b)}...`;
}

let turn = 0;
/** A server whose rows begin with another one, by as many places as this says for a request. */
const turned = (by: (fresh: string) => number) =>
  broken(sampleServer(), (response, { fresh = '' }) => {
    const body = bodyOf(response);
    const start = by(fresh);
    const items = [...body.items.slice(start), ...body.items.slice(0, start)];
    return response.status === undefined ? { body: { ...body, items } } : undefined;
  });

/** The broken server returns its rows in another order each time, or in one of two. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [turned(() => (turn += 1) % 5), turned((fresh) => (/^again$|closely [24]/.test(fresh) ? 1 : 0))],
};
