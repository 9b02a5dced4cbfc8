import { listRequest, type ListQuery } from '../../../verifier/requests.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { judgeRejection } from './rejection.ts';

/** Requests that get 400 with a valid key. */
const BAD: readonly [what: string, query: ListQuery][] = [
  ['pageSize=abc', { pageSize: 'abc' }],
  ['an unknown filter field', { filter: { field: 'noSuchField', predicate: 'equal', condition: '1' } }],
  ['malformed queryFilters', { more: [['queryFilters', '{']] }],
  ['an unknown sort field', { sort: { field: 'noSuchField', direction: 'asc' } }],
];

/** AUTH-05: the rejection comes before anything else is judged: bad parameters without a key give 401, not 400. */
export const auth05 = caseCheck('AUTH-05', function* (context): Iterable<Case> {
  for (const [nth, operation] of context.contract.operations.entries()) {
    const path = Object.fromEntries(operation.pathParameters.map((name) => [name, 'not-an-id']));
    for (const [i, [what, query]] of BAD.entries()) {
      yield {
        operation: operation.id,
        label: what,
        depth: nth === 0 && i < 2 ? 'quick' : i < 2 ? 'standard' : 'full',
        requests: [listRequest(operation, query, { key: null, path })],
        judge: (exchange) => {
          const broken = judgeRejection(exchange);
          return broken && { ...broken, want: `${broken.want} for ${what} without a key` };
        },
      };
    }
  }
});

/** The broken server validates parameters first. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    responding(sampleServer(), ({ target }) =>
      target.includes('pageSize=abc') ? problem(400, 'Bad Request') : undefined,
    ),
  ],
};
