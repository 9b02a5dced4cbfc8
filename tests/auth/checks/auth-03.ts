import { listRequest, plainLists } from '../../../verifier/requests.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { KEY_HEADER, wireName } from '../../../verifier/key-header.ts';

/** AUTH-03: a valid key in the header authorises every operation; the header's name is case-insensitive. */
export const auth03 = caseCheck('AUTH-03', function* (context: CheckContext): Iterable<Case> {
  const [first] = plainLists(context.contract);
  const odd = first && listRequest(first, {}, { key: null, headers: { 'MITP-Api-Key': '{{active}}' } });
  if (first && odd) {
    yield {
      operation: first.id,
      depth: 'quick',
      requests: [odd],
      judge: ({ response }) => served(response.status, wireName('MITP-Api-Key', context.contract.keyHeader)),
    };
  }
  for (const operation of context.contract.operations) {
    const request = listRequestFor(context, operation);
    if (!request) continue;
    const judge: Case['judge'] = ({ response }) => served(response.status, context.contract.keyHeader);
    yield { operation: operation.id, depth: 'quick', requests: [request], judge };
  }
});

function served(status: number, name: string) {
  const rejected = status === 401 || status === 403;
  return rejected ? { want: `a valid key in the header ${name} accepted`, got: String(status) } : undefined;
}

const sampled = sampleServer();

/** The broken server knows its header only in lower case. */
export const samples: Samples = {
  passes: sampled,
  rejects: [(request) => (KEY_HEADER in request.headers ? sampled(request) : problem(401, 'Unauthorized'))],
};
