import { rawAsk } from '../../harness/asks.ts';
import { caseCheck, type Case } from '../../harness/check.ts';
import { answering } from '../../harness/sample-change.ts';
import { type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

export const UNKNOWN_PATH = '/no-such-list-of-this-api';

/** CON-09: an unknown path below the base answers 404 to a valid key. */
export const con09 = caseCheck('CON-09', function* (seen): Iterable<Case> {
  const [first] = seen.contract.operations;
  const paths = [UNKNOWN_PATH, `${first?.path ?? ''}/no-such-thing/at-all`, '/', `${first?.path ?? ''}x`];
  for (const [i, path] of paths.entries()) {
    yield {
      operation: `GET ${path}`,
      depth: i === 0 ? 'quick' : i === 1 ? 'standard' : 'full',
      asks: [rawAsk(path)],
      judge: ({ answer }) => (answer.status === 404 ? undefined : { want: '404', got: String(answer.status) }),
    };
  }
});

/** The rejected server answers every path with a start page. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: answering(sampleServer(), ({ target }) => (target === UNKNOWN_PATH ? { body: '<html></html>' } : undefined)),
};
