import { plainLists, rawRequest } from '../../../verifier/requests.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
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
  const [first] = plainLists(context.contract);
  const paths = [UNKNOWN_PATH, `${first?.path ?? ''}/no-such-thing/at-all`, '/', `${first?.path ?? ''}x`];
  for (const [i, path] of paths.entries()) {
    yield {
      operation: `GET ${path}`,
      depth: i === 0 ? 'quick' : i === 1 ? 'standard' : 'full',
      requests: [rawRequest(path)],
      judge: ({ response }) => (response.status === 404 ? undefined : { want: '404', got: String(response.status) }),
    };
  }
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
    // A broken escape.
    responding(sampleServer(), ({ target }) => (target.includes('%zz') ? { status: 500, body: '' } : undefined)),
  ],
};
