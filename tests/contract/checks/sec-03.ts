import { caseCheck, type Case, type Outcome } from '../../harness/check.ts';
import { header, KEY_HEADER, type Answer, type Ask } from '../../harness/exchange.ts';
import { listAskFor } from '../../harness/seen-lists.ts';
import { broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { operationsOf } from './rotate.ts';

/** Origins that no server has reason to trust. */
const ORIGINS = ['https://somebody-elses-site.example', 'null'];

/** SEC-03: CORS does not reflect arbitrary origins with credentials. */
export const sec03 = caseCheck('SEC-03', function* (seen): Iterable<Case> {
  for (const [nth, operation] of operationsOf(seen).entries()) {
    const list = listAskFor(seen, operation);
    if (!list) continue;
    for (const [i, origin] of ORIGINS.entries()) {
      const headers: Ask['headers'] = { ...list.headers, origin };
      const { [KEY_HEADER]: _, ...rest } = headers;
      const preflight = {
        ...rest,
        'access-control-request-method': 'GET',
        'access-control-request-headers': KEY_HEADER,
      };
      const judge: Case['judge'] = ({ answer }) => reflects(answer, origin);
      const depth = nth === 0 && i === 0 ? 'quick' : nth < 2 ? 'standard' : 'full';
      yield { operation: operation.id, label: origin, depth, asks: [{ ...list, headers }], judge };
      yield {
        operation: `OPTIONS ${operation.path}`,
        label: origin,
        depth,
        asks: [{ ...list, method: 'OPTIONS', headers: preflight }],
        judge,
      };
    }
  }
});

function reflects(answer: Answer, origin: string): Outcome {
  const allowed = header(answer, 'access-control-allow-origin');
  const credentials = header(answer, 'access-control-allow-credentials');
  if (allowed !== origin || credentials?.toLowerCase() !== 'true') return undefined;
  return {
    want: `${origin} not allowed with credentials`,
    got: `Access-Control-Allow-Origin: ${allowed} and credentials: true`,
  };
}

/** The rejected server allows whoever asks. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: broken(sampleServer(), (answer, { headers }) => ({
    ...answer,
    headers: {
      ...answer.headers,
      'access-control-allow-origin': String(headers.origin),
      'access-control-allow-credentials': 'true',
    },
  })),
};
