import { caseCheck } from '../../../verifier/case-check.ts';
import { ENOUGH_ROWS, envelope, listRequestFor, parentsToTry, valueAt } from '../../../verifier/model/known-lists.ts';
import { listRequest } from '../../../verifier/requests.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { Operation } from '../../../spec/contract.ts';
import { broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf } from './rotate.ts';

/** CON-01: every operation responds 200 to a valid key and no parameters. */
export const con01 = caseCheck('CON-01', function* (context: CheckContext): Iterable<Case> {
  for (const operation of operationsOf(context)) {
    for (const request of operation.parent ? requestsBelow(context, operation) : [listRequestFor(context, operation)]) {
      if (request === null) continue;
      yield {
        operation: operation.id,
        depth: 'quick',
        requests: [request],
        foundation: true,
        judge: ({ response }) => (response.status === 200 ? undefined : { want: '200', got: String(response.status) }),
      };
    }
  }
});

/** A list below a parent is requested for a few parents, in search of one with enough rows. */
function requestsBelow(context: CheckContext, operation: Operation) {
  const { parent } = operation;
  const owner = context.contract.operations.find(({ id }) => id === parent?.operation);
  const first = owner && context.recorder.find(listRequest(owner));
  if (!parent || !first) return [];
  const requests = [];
  const ids = envelope(first.response)?.items.map((row) => valueAt(row, parent.member)) ?? [];
  for (const id of parentsToTry(context, ids)) {
    const request = listRequest(operation, {}, { path: { [parent.parameter]: id } });
    requests.push(request);
    const response = context.recorder.find(request)?.response;
    if (response === undefined || (envelope(response)?.items.length ?? 0) >= ENOUGH_ROWS[context.depth]) break;
  }
  return requests;
}

export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (_, { operation }) => (operation === 'listMeetings' ? problem(500, 'Oops') : undefined)),
  ],
};
