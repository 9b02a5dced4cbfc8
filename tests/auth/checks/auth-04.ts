import { listRequest } from '../../../verifier/requests.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { openOperations } from './operations.ts';
import { judgeRejection } from './rejection.ts';

/** Other places in which some servers look for a key. */
const placesOf = (
  keyHeader: string,
): readonly (readonly [place: string, change: (request: RequestSpec) => RequestSpec])[] => [
  [`query string, ${keyHeader}`, (request) => ({ ...request, target: `${request.target}?${keyHeader}={{active}}` })],
  ['Authorization: Bearer', (request) => withHeader(request, 'authorization', 'Bearer {{active}}')],
  [`cookie ${keyHeader}`, (request) => withHeader(request, 'cookie', `${keyHeader}={{active}}`)],
  ['Authorization, raw', (request) => withHeader(request, 'authorization', '{{active}}')],
  ['query string, api_key', (request) => ({ ...request, target: `${request.target}?api_key={{active}}` })],
  ['header x-api-key', (request) => withHeader(request, 'x-api-key', '{{active}}')],
  ['Authorization: ApiKey', (request) => withHeader(request, 'authorization', 'ApiKey {{active}}')],
  ['Authorization: Basic, as user', (request) => withHeader(request, 'authorization', 'Basic {{active:basic-user}}')],
  [
    'Authorization: Basic, as password',
    (request) => withHeader(request, 'authorization', 'Basic {{active:basic-password}}'),
  ],
  ['Authorization: Token', (request) => withHeader(request, 'authorization', 'Token {{active}}')],
  ['query string, access_token', (request) => ({ ...request, target: `${request.target}?access_token={{active}}` })],
];

/** AUTH-04: the key is read only from its header: not from the query string, a cookie, or `Authorization`. */
export const auth04 = caseCheck('AUTH-04', function* (context): Iterable<Case> {
  for (const [nth, operation] of openOperations(context).entries()) {
    for (const [i, [place, change]] of placesOf(context.contract.keyHeader).entries()) {
      yield {
        operation: operation.id,
        label: place,
        depth: nth === 0 && i < 3 ? 'quick' : nth === 0 || i < 3 ? 'standard' : 'full',
        requests: [change(listRequest(operation, {}, { key: null }))],
        judge: (exchange) => {
          const broken = judgeRejection(exchange);
          return broken && { ...broken, want: `${broken.want} for a key in the ${place}` };
        },
      };
    }
  }
});

function withHeader(request: RequestSpec, name: string, value: string): RequestSpec {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

/** The broken server also reads the key from the query string. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      request.target.includes(KEY_HEADER)
        ? withHeader({ ...request, target: request.target.split('?')[0] ?? '' }, KEY_HEADER, '{{active}}')
        : request,
    ),
    // And from the password of Basic authentication.
    understanding(sampleServer(), (request) =>
      String(request.headers.authorization).includes(':basic-password')
        ? withHeader(request, KEY_HEADER, '{{active}}')
        : request,
    ),
  ],
};
