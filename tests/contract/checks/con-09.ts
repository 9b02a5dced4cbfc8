import { rawRequest } from '../../../verifier/requests.ts';
import { caseCheck, type Case } from '../../../verifier/check.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

export const UNKNOWN_PATH = '/no-such-list-of-this-api';

/** CON-09: an unknown path below the base answers 404 to a valid key. */
export const con09 = caseCheck('CON-09', function* (context): Iterable<Case> {
  const [first] = context.contract.operations;
  const paths = [UNKNOWN_PATH, `${first?.path ?? ''}/no-such-thing/at-all`, '/', `${first?.path ?? ''}x`];
  for (const [i, path] of paths.entries()) {
    yield {
      operation: `GET ${path}`,
      depth: i === 0 ? 'quick' : i === 1 ? 'standard' : 'full',
      requests: [rawRequest(path)],
      judge: ({ response }) => (response.status === 404 ? undefined : { want: '404', got: String(response.status) }),
    };
  }
});

/** The rejected server answers every path with a start page. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: responding(sampleServer(), ({ target }) =>
    target === UNKNOWN_PATH ? { body: '<html></html>' } : undefined,
  ),
};
