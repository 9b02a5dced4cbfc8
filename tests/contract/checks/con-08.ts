import type { Schema } from '../../../spec/contract.ts';
import { everyResponseCheck } from '../../../verifier/every-response-check.ts';
import type { Broken } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { header, json, type RequestSpec } from '../../../verifier/exchange.ts';
import { schemaErrors } from '../../../verifier/schema.ts';
import { broken, problem, sampleExchange, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { errorRequestGroups } from './errors.ts';

const JUDGED = [400, 401, 403, 404, 405, 406, 429];

/** Those of which the clause does not say that they have a body. */
const BARE = [403, 405, 406];

/** Paths that a server or proxy in front of the API may reject itself. */
const ODD_PATH = /%(?:00|2e|2f|5c|20)|%(?![0-9a-f]{2})|\/\.|\.$|;|\/\//i;

/** Whether a header holds what is not ASCII: a web server may reject that itself, without a body. */
const isOddHeader = ({ headers }: RequestSpec) =>
  Object.values(headers)
    .flat()
    .some((value) => /[^\t\x20-\x7e]/.test(value));

/** CON-08: error bodies conform to the contract's error schema and status; none is an HTML page. */
export const con08 = everyResponseCheck(
  'CON-08',
  ({ request, response }, context) => {
    if (ODD_PATH.test(request.target.split('?')[0] ?? '') || isOddHeader(request)) return undefined;
    if (!JUDGED.includes(response.status) || request.method === 'HEAD' || request.via === 'socket') return undefined;
    if (response.garbled !== undefined)
      return [{ want: `${response.status} with a body that can be decoded`, got: response.garbled }];
    if (response.text === '' && BARE.includes(response.status)) return undefined;
    const type = header(response, 'content-type') ?? 'no Content-Type';
    if (/html/i.test(type) || /^\s*<(!doctype|html)/i.test(response.text))
      return [{ want: `${response.status} without an HTML page`, got: type }];
    const body = json(response);
    const schema = errorSchema(context);
    if (!/json/i.test(type) || body === undefined || !schema) {
      const wrong: Broken = {
        want: `${response.status} with a JSON body that says so`,
        got: response.text === '' ? 'no body' : type,
      };
      // A limiter in front of the API often sends text/plain, which the vendor's promise allows.
      return [response.status === 429 ? { ...wrong, tolerated: true } : wrong];
    }
    const status = body !== null && typeof body === 'object' && 'status' in body ? body.status : undefined;
    const wrongStatus =
      typeof status === 'number' && status !== response.status
        ? [{ want: `status ${response.status} in the body as well`, got: String(status), pointer: '/status' }]
        : [];
    const faults = schemaErrors(schema, body).slice(0, 3);
    return [
      ...faults.map(({ instancePath, message }) => ({
        want: message ?? 'the error schema',
        got: response.text.slice(0, 80),
        pointer: instancePath || '/',
      })),
      ...wrongStatus,
    ];
  },
  'nothing was rejected',
  errorRequestGroups,
);

/** The schema of the contract's 400 responses; every error has the same. */
function errorSchema({ contract }: CheckContext): Schema | undefined {
  const content = contract.operations
    .map(({ responses }) => responses['400']?.content)
    .find((one) => one !== undefined);
  return Object.values(content ?? {})[0]?.schema;
}

/** The broken server has a gateway in front of it that sends errors as a page. */
const garbled = (exchange: ReturnType<typeof sampleExchange>) => ({
  ...exchange,
  ...(exchange.response && { response: { ...exchange.response, garbled: 'no gzip' } }),
});

export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), ({ status = 200 }) =>
      status >= 400
        ? { status, headers: { 'content-type': 'text/html' }, body: '<html><h1>Bad Request</h1></html>' }
        : undefined,
    ),
    // No JSON, and no JSON content type.
    [sampleExchange('list', 0, { status: 400, headers: { 'content-type': 'text/plain' }, body: 'Bad Request' })],
    // Not in the coding that it names.
    [garbled(sampleExchange('list', 0, problem(400, 'Bad Request')))],
    // Another status in the body.
    [sampleExchange('list', 0, { ...problem(500, 'Bad Request'), status: 400 })],
  ],
};
