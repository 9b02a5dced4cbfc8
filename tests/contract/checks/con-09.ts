import { plainLists, rawRequest } from '../../../verifier/requests.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import { early, rotated } from './rotate.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

export const UNKNOWN_PATH = '/no-such-list-of-this-api';

/** Ends of a path that only an attacker or a broken client writes. */
const ODD = [
  '/%zz',
  '%00',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/%c0%ae%c0%ae/',
  '/%ff',
  `/${'x'.repeat(3000)}`,
  '/con',
  '/%5c..%5cweb.config',
];

/** CON-09: an unknown path below the base responds 404 to a valid key. */
export const con09 = caseCheck('CON-09', function* (context): Iterable<Case> {
  const lists = rotated(plainLists(context.contract), context);
  const [first] = lists;
  const unknown = (path: string, depth: Case['depth']): Case => ({
    operation: `GET ${path}`,
    depth,
    requests: [rawRequest(path)],
    judge: ({ response }) => (response.status === 404 ? undefined : { want: '404', got: String(response.status) }),
  });
  yield unknown(UNKNOWN_PATH, 'quick');
  for (const [nth, { path }] of lists.entries()) {
    yield unknown(`${path}/no-such-thing/at-all`, nth === 0 ? early(context) : nth === 1 ? 'standard' : 'full');
    yield unknown(`${path}x`, 'full');
  }
  yield unknown('/', 'full');
  for (const [i, path] of ODD.map((odd) => (first?.path ?? '') + odd).entries()) {
    yield {
      operation: `GET ${path}`,
      depth: i < 3 ? 'standard' : 'full',
      requests: [rawRequest(path)],
      // A server may read it as a path that exists and serve it, or a server in front may reject it in its own way.
      judge: ({ response: { status, text } }) =>
        status >= 500 || (status < 300 && !/"items"\s*:/.test(text))
          ? { want: '404 or 400', got: String(status) }
          : undefined,
    };
  }
});

/** The broken server serves its start page for every path. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    responding(sampleServer(), ({ target }) => (target === UNKNOWN_PATH ? { body: '<html></html>' } : undefined)),
    // Any path below one of its lists is the list.
    responding(sampleServer(), ({ target }) =>
      target === '/meetings/no-such-thing/at-all' ? { body: '{"items":[]}' } : undefined,
    ),
    // A broken escape.
    responding(sampleServer(), ({ target }) => (target.includes('%zz') ? { status: 500, body: '' } : undefined)),
  ],
};
