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

interface Place {
  readonly place: string;
  /** The header that carries the key, if one does. */
  readonly header?: string;
  readonly change: (request: RequestSpec) => RequestSpec;
}

/** Other places in which some servers look for a key. The last one is the header of Azure API Management. */
const placesOf = (keyHeader: string): readonly Place[] =>
  [
    inQuery(keyHeader),
    inHeader('authorization', 'Bearer {{active}}'),
    { ...inHeader('cookie', `${keyHeader}={{active}}`), place: `cookie ${keyHeader}` },
    inHeader('authorization', '{{active}}'),
    inQuery('api_key'),
    inHeader('x-api-key', '{{active}}'),
    inHeader('authorization', 'ApiKey {{active}}'),
    inHeader('authorization', 'Basic {{active:basic-user}}'),
    inHeader('authorization', 'Basic {{active:basic-password}}'),
    inHeader('authorization', 'Token {{active}}'),
    ...['access_token', 'key', 'apikey', 'token', 'subscription-key'].map(inQuery),
    ...['api-key', 'apikey', 'x-mitp-api-key', 'ocp-apim-subscription-key'].map((name) => inHeader(name, '{{active}}')),
  ].filter(({ header }) => header !== keyHeader.toLowerCase());

const inQuery = (name: string): Place => ({
  place: `query string, ${name}`,
  change: (request) => ({ ...request, target: `${request.target}?${name}={{active}}` }),
});

const inHeader = (header: string, value: string): Place => ({
  place: `header ${header}: ${value.replace(/\{\{active:?(.*)\}\}/, (_, form: string) => (form ? `KEY, ${form}` : 'KEY'))}`,
  header,
  change: (request) => withHeader(request, header, value),
});

/** AUTH-04: the key is read only from its header: not from the query string, a cookie, or `Authorization`. */
export const auth04 = caseCheck('AUTH-04', function* (context): Iterable<Case> {
  for (const [nth, operation] of openOperations(context).entries()) {
    for (const [i, { place, change }] of placesOf(context.contract.keyHeader).entries()) {
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
