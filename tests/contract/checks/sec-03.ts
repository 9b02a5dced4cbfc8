import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import { header, type ApiResponse, type RequestSpec } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf } from './rotate.ts';

/** Origins that no server has reason to trust. */
const ORIGINS = ['https://somebody-elses-site.example', 'null'];

/** SEC-03: CORS does not reflect arbitrary origins with credentials. */
export const sec03 = caseCheck('SEC-03', function* (context): Iterable<Case> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = listRequestFor(context, operation);
    if (!list) continue;
    for (const [i, origin] of ORIGINS.entries()) {
      const headers: RequestSpec['headers'] = { ...list.headers, origin };
      const { [KEY_HEADER]: _, ...rest } = headers;
      const preflight = {
        ...rest,
        'access-control-request-method': 'GET',
        'access-control-request-headers': context.contract.keyHeader,
      };
      const judge: Case['judge'] = ({ response }) => reflects(response, origin);
      const depth = nth === 0 && i === 0 ? 'quick' : nth < 2 ? 'standard' : 'full';
      yield { operation: operation.id, label: origin, depth, requests: [{ ...list, headers }], judge };
      const bad = listRequestFor(context, operation, { page: '0' });
      const errors = [bad && { ...bad, headers }, { ...list, headers: { ...rest } }];
      for (const [n, request] of errors.entries())
        if (request)
          yield {
            operation: operation.id,
            label: `${origin} error ${n}`,
            depth: nth === 0 ? 'standard' : 'full',
            requests: [request],
            judge,
          };
      yield {
        operation: `OPTIONS ${operation.path}`,
        label: origin,
        depth,
        requests: [{ ...list, method: 'OPTIONS', headers: preflight }],
        judge,
      };
    }
  }
});

function reflects(response: ApiResponse, origin: string): Outcome {
  const allowed = header(response, 'access-control-allow-origin');
  const credentials = header(response, 'access-control-allow-credentials');
  if (allowed !== origin || credentials?.toLowerCase() !== 'true') return undefined;
  return {
    want: `${origin} not allowed with credentials`,
    got: `Access-Control-Allow-Origin: ${allowed} and credentials: true`,
  };
}

/** The broken server allows every origin. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response, { headers }) => ({
      ...response,
      headers: {
        ...response.headers,
        'access-control-allow-origin': String(headers.origin),
        'access-control-allow-credentials': 'true',
      },
    })),
    // It allows every origin in errors.
    broken(sampleServer(), (response, { headers }) =>
      (response.status ?? 200) < 400
        ? undefined
        : {
            ...response,
            headers: {
              'access-control-allow-origin': String(headers.origin),
              'access-control-allow-credentials': 'true',
            },
          },
    ),
  ],
};
