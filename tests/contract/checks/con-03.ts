import { everyResponseCheck } from '../../../verifier/every-response-check.ts';
import type { Broken } from '../../../verifier/case.ts';
import type { CheckContext, RequestGroup } from '../../../verifier/check-context.ts';
import { header, json, type ApiResponse, type CompletedExchange } from '../../../verifier/exchange.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { sendsUnknown } from '../../../verifier/unknown-parameters.ts';
import { broken, sampleExchange, type Samples, type SampleScenario } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf } from './rotate.ts';

/** What most clients accept: a server then packs its bodies, which it does not for the other requests of a run. */
export const CODINGS = 'gzip, deflate, br';

/** A list of the night as clients request it that take packed bodies; at `full` each list. */
function* packedLists(context: CheckContext): Iterable<RequestGroup> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = listRequestFor(context, operation);
    const request = list && { ...list, headers: { ...list.headers, 'accept-encoding': CODINGS } };
    if (request) yield { requests: [request], depth: nth === 0 ? 'quick' : 'full', label: operation.id };
  }
}

/** What a response to a request for a list breaks of CON-03; undefined for any other response. */
const judge = ({ request, response }: CompletedExchange, { contract }: CheckContext) => {
  const operation = contract.operations.find(({ id }) => id === request.operation);
  if (request.method !== 'GET' || !operation || response.status === 429) return undefined;
  if (sendsUnknown(operation, request)) return undefined;
  if (response.status < 200 || response.status > 299) return undefined;
  const type = header(response, 'content-type');
  if (type === undefined) return [{ want: 'Content-Type: application/json', got: 'no Content-Type' }];
  const [media = '', ...parameters] = type
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  const findings: Broken[] = [];
  if (media !== 'application/json') findings.push({ want: 'application/json', got: type });
  if (charset !== undefined && !['utf-8', 'utf8'].includes(charset)) findings.push({ want: 'UTF-8', got: type });
  if (response.garbled !== undefined)
    return [...findings, { want: 'a body that can be decoded', got: response.garbled }];
  // Clients differ in whether they accept a byte order mark (RFC 8259, 8.1), so it only warns.
  if (response.mark)
    findings.push({
      want: 'JSON from the first byte on',
      got: 'a byte order mark (U+FEFF) before it',
      tolerated: true,
    } as const);
  if (json(response) === undefined)
    findings.push({ want: 'a JSON body', got: response.text.slice(0, 60) || 'an empty body' });
  if (response.text.includes('\uFFFD')) findings.push({ want: 'text in UTF-8', got: 'bytes that are not UTF-8' });
  return findings;
};

/**
 * CON-03: every body is JSON and its content type says so. 429 responses may be plain text (tolerated; CON-08 and LIM-12 judge
 * them).
 */
export const con03 = everyResponseCheck('CON-03', judge, undefined, packedLists);

const JSON_TYPE = { 'content-type': ['application/json'] };

/** An exchange of a list with this response. */
const responded = (response: Partial<ApiResponse>): SampleScenario => [
  {
    ...sampleExchange('list', 0, { body: {} }),
    response: { status: 200, headers: JSON_TYPE, text: '{}', ...response },
  },
];

export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (_, { headers }) => ('accept-encoding' in headers ? { body: '\u001f\u008b' } : undefined)),
    responded({ headers: { 'content-type': ['text/html'] } }),
    responded({ headers: {} }),
    responded({ headers: { 'content-type': ['application/json; charset=iso-8859-1'] } }),
    responded({ garbled: 'no gzip' }),
    responded({ mark: true }),
    responded({ text: 'no JSON' }),
    responded({ text: '{"name":"\uFFFD"}' }),
  ],
};
