import { rawRequest } from '../../../verifier/requests.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import { header, type RequestSpec } from '../../../verifier/exchange.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf } from './rotate.ts';

/** A tag that no page has; harmless wherever it ends up. */
const MARK = '<mitp-echo>';

/** SEC-04: input is never echoed as HTML. */
export const sec04 = caseCheck('SEC-04', function* (context): Iterable<Case> {
  const path = rawRequest(`/no-such-list/${encodeURIComponent(MARK)}`);
  yield caseOf('any path', 'path', 'quick', path);
  yield caseOf('any path', 'path, for a browser', 'standard', {
    ...path,
    headers: { ...path.headers, accept: 'text/html' },
  });
  for (const [nth, operation] of operationsOf(context).entries()) {
    const filter = { field: MARK, predicate: 'equal', condition: MARK };
    const requests = [
      listRequestFor(context, operation, { page: MARK }),
      listRequestFor(context, operation, { filter }),
      listRequestFor(context, operation, { more: [['sortingRules', MARK]] }),
    ];
    for (const [i, request] of requests.entries()) {
      const depth = nth === 0 && i < 2 ? 'standard' : 'full';
      if (request)
        yield caseOf(operation.id, `parameter ${i}`, depth, {
          ...request,
          headers: { ...request.headers, accept: 'text/html, */*' },
        });
    }
  }
});

function caseOf(operation: string, label: string, depth: Case['depth'], request: RequestSpec): Case {
  return {
    operation,
    label,
    depth,
    requests: [request],
    judge({ response }) {
      const type = header(response, 'content-type') ?? '';
      const sniffed = type === '' && /^\s*</.test(response.text);
      const echoed = response.text.includes(MARK) && (/html|xml|svg/i.test(type) || sniffed);
      return echoed
        ? { want: `${MARK} escaped or left out`, got: `it as it was sent, in ${type || 'a body without a type'}` }
        : undefined;
    },
  };
}

/** The broken server repeats in HTML what it did not find. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    responding(sampleServer(), ({ target }) =>
      target.startsWith('/no-such-list')
        ? { status: 404, headers: { 'content-type': 'text/html' }, body: `<p>No ${decodeURIComponent(target)} here` }
        : undefined,
    ),
  ],
};
