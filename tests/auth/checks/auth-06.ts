import { listRequest } from '../../../verifier/requests.ts';
import { caseCheck, type Skipped } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { contentOf, keyOf, type ApiResponse, type RequestSpec } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { openOperations } from './operations.ts';

/** Names of keys that are no longer valid. */
const INACTIVE = ['revoked', 'deleted'] as const;

/** AUTH-06: rejections do not tell why: revoked, deleted and unknown keys get the same status, body and headers. */
export const auth06 = caseCheck(
  'AUTH-06',
  function* (context): Iterable<Case | Skipped> {
    const inactive = INACTIVE.filter((name) => context.target.keys.has(name));
    for (const name of INACTIVE) {
      if (!inactive.includes(name)) yield { operation: 'all operations', note: `no ${name} key is configured` };
    }
    for (const [nth, operation] of openOperations(context).entries()) {
      for (const name of inactive) {
        const send = (key: string, fresh: string): RequestSpec => listRequest(operation, {}, { key, fresh });
        yield {
          operation: operation.id,
          label: name,
          depth: nth === 0 ? 'quick' : nth < 3 ? 'standard' : 'full',
          // Two unknown keys first: what differs between those does not depend on the key.
          requests: [send('unknown', 'rejected 1'), send('unknown', 'rejected 2'), send(name, 'rejected')],
          judge: (a, b, c) => compare(name, [a.response, b.response], c.response, unknownIn(context)),
        };
      }
    }
  },
  'it needs MITP_REVOKED_API_KEY or MITP_DELETED_API_KEY',
);

/** The rejections of unknown keys that a run has seen. */
const unknownIn = ({ recorder }: CheckContext): ApiResponse[] =>
  recorder.all().flatMap(({ request, response }) => (response && keyOf(request) === 'unknown' ? [response] : []));

/** @param seen rejections of unknown keys for any list: what one of them has tells nothing, such as which machine responded */
function compare(
  name: string,
  [a, b]: readonly [ApiResponse, ApiResponse],
  inactiveKey: ApiResponse,
  seen: readonly ApiResponse[],
) {
  const want = `a ${name} key rejected like an unknown one`;
  if (inactiveKey.status !== b.status) return { want: `${want} (${b.status})`, got: String(inactiveKey.status) };
  const isOther = isOtherText([a, b, inactiveKey].map(contentOf));
  if (isOther) return { want: `${want}: ${b.text.slice(0, 120)}`, got: inactiveKey.text.slice(0, 120) };
  const names = new Set(
    [...Object.keys(b.headers), ...Object.keys(inactiveKey.headers)].filter((name) => !OF_ITS_OWN.has(name)),
  );
  for (const header of names) {
    const valueIn = (response: ApiResponse) => response.headers[header]?.map(neutral).join(', ');
    const [x, y, z] = [a, b, inactiveKey].map(valueIn);
    if (y === z || x !== y || seen.some((one) => valueIn(one) === z)) continue;
    return { want: `${want}: ${header}: ${y ?? 'absent'}`, got: z ?? 'absent' };
  }
  return isOther === undefined ? { note: 'two unknown keys are rejected in two ways already' } : undefined;
}

/** Headers of the connection, and the length, which follows from the text: they say nothing of the key. */
const OF_ITS_OWN: ReadonlySet<string> = new Set([
  'content-length',
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'alt-svc',
]);

/**
 * Whether the text for an inactive key is another one than those for two unknown keys. Where these differ already, words with a digit
 * are taken for ids; undefined where they differ in more.
 */
function isOtherText([a = '', b = '', inactive = '']: readonly string[]): boolean | undefined {
  for (const plain of [neutral, withoutNumbers]) if (plain(a) === plain(b)) return plain(inactive) !== plain(b);
  return undefined;
}

const withoutNumbers = (text: string) => neutral(text).replace(/[\w-]*\d[\w-]*/g, '<id>');

/** A text without what differs in every response: request ids, dates, and lengths that follow from them. */
function neutral(text: string): string {
  return text
    .replace(
      /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b00-[0-9a-f]{32}-[0-9a-f]{16}-\d\d\b|\b[0-9A-Z]{13}:[0-9A-Z]{8}\b/gi,
      '<id>',
    )
    .replace(/\b[0-9a-f]{16,}\b/gi, '<id>')
    .replace(/\w{3}, \d{2} \w{3} \d{4} \d\d:\d\d:\d\d GMT|\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '<date>')
    .replace(/<(unknown|revoked|deleted)>/g, '<key>');
}

/** A server whose rejections each have another number. */
function numbered(title: (request: RequestSpec) => string) {
  let count = 90_000;
  return responding(sampleServer(), (request) =>
    /unknown|revoked|deleted/.test(String(request.headers[KEY_HEADER]))
      ? problem(401, `${title(request)}, error ${(count += 7)}`)
      : undefined,
  );
}

/** The broken server says that a key was revoked. */
export const samples: Samples = {
  passes: numbered(() => 'Unauthorized'),
  rejects: [
    // It says so in a text that has a number of its own in every response.
    numbered((request) => (request.headers[KEY_HEADER] === '{{revoked}}' ? 'Revoked' : 'Unauthorized')),
    responding(sampleServer(), ({ headers }) =>
      headers[KEY_HEADER] === '{{revoked}}'
        ? problem(401, 'This key was revoked', { 'www-authenticate': 'ApiKey' })
        : undefined,
    ),
    responding(sampleServer(), ({ headers }) =>
      headers[KEY_HEADER] === '{{revoked}}' ? problem(403, 'Unauthorized') : undefined,
    ),
    responding(sampleServer(), ({ headers }) =>
      headers[KEY_HEADER] === '{{revoked}}'
        ? problem(401, 'Unauthorized', { 'www-authenticate': 'Revoked' })
        : undefined,
    ),
  ],
};
