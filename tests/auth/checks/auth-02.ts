import { listRequest } from '../../../verifier/requests.ts';
import type { Case, CheckContext } from '../../../verifier/check.ts';
import { caseCheck } from '../../../verifier/check.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { judgeRejection } from './rejection.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/**
 * Values that are no key, each wrong in one way: random, truncated, extended, case-swapped, empty, halved, with another
 * character of the same kind, with a scheme word before it, with a separator or padding after it, URL-encoded.
 */
const WRONG = [
  '{{unknown}}',
  '{{active:truncated}}',
  '{{active:extended}}',
  '{{active:swapped-case}}',
  '',
  '{{active:first-half}}',
  '{{active:second-half}}',
  '{{active:other-tail}}',
  '{{active:other-middle}}',
  '{{active:other-head}}',
  'Bearer {{active}}',
  'ApiKey {{active}}',
  '{{active}},',
  '{{active}};',
  '{{active}}=',
  "'{{active}}'",
  '{{active:url-encoded}}',
];

/** AUTH-02: an unknown key is rejected. */
export const auth02 = caseCheck('AUTH-02', function* (context: CheckContext): Iterable<Case> {
  for (const operation of context.contract.operations) {
    if (operation.pathParameters.length > 0) continue;
    for (const value of WRONG) {
      yield {
        operation: operation.id,
        label: value,
        depth: operation === context.contract.operations[0] || value === '{{unknown}}' ? 'quick' : 'standard',
        requests: [listRequest(operation, {}, { key: null, headers: { [KEY_HEADER]: value } })],
        judge: judgeRejection,
      };
    }
  }
});

const sampled = sampleServer();

/** The rejected server takes a key in either case. */
export const samples: Samples = {
  passes: sampled,
  rejects: (request) =>
    sampled(
      request.headers[KEY_HEADER] === '{{active:swapped-case}}'
        ? { ...request, headers: { [KEY_HEADER]: '{{active}}' } }
        : request,
    ),
};
