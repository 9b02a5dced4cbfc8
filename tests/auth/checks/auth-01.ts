import { listRequest } from '../../../verifier/requests.ts';
import type { Case, CheckContext } from '../../../verifier/check.ts';
import { caseCheck } from '../../../verifier/check.ts';
import { judgeRejection } from './rejection.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';

/** AUTH-01: without a key every operation is rejected. The path's ids need not exist: the key is judged first (AUTH-05). */
export const auth01 = caseCheck('AUTH-01', function* (context: CheckContext): Iterable<Case> {
  for (const operation of context.contract.operations) {
    const path = Object.fromEntries(operation.pathParameters.map((name) => [name, 1]));
    yield {
      operation: operation.id,
      depth: 'quick',
      requests: [listRequest(operation, {}, { key: null, path })],
      judge: judgeRejection,
    };
  }
});

const sampled = sampleServer();

/** The rejected server leaves one operation open. */
export const samples: Samples = {
  passes: sampled,
  rejects: (request) =>
    sampled(request.operation === 'listFindings' ? { ...request, headers: { [KEY_HEADER]: '{{active}}' } } : request),
};
