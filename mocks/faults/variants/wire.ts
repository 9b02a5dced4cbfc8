import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { ApiRequest, Reply } from '../../types.ts';
import { changeReplies, changeStatus, HTML, htmlPage, withBody, withHeaders } from '../support/replies.ts';
import { faultOf } from '../support/row.ts';
import { keyIn } from '../support/requests.ts';
import type { Variant } from './variant.ts';

const variant = faultOf('variant');

/** The longest query that IIS lets through unless it is set otherwise (`maxQueryString`). */
const LONGEST_QUERY = 2048;

const every = (change: (reply: Reply) => Reply) => changeReplies(() => true, change);
const bodies = (change: (text: string) => string | Buffer) =>
  every((reply) =>
    reply.body === null || reply.body.length === 0 ? reply : withBody(reply, change(reply.body.toString('utf8'))),
  );
/** Whether a client takes a content coding; without Accept-Encoding it takes every one (RFC 9110, 12.5.3). */
function takes(coding: string, { headers }: ApiRequest): boolean {
  const listed = headers['accept-encoding']?.toLowerCase().split(',') ?? ['*'];
  const weights = new Map(listed.map((one) => [one.split(';')[0]?.trim(), /;\s*q=0(?:\.0*)?\s*$/.test(one) ? 0 : 1]));
  return (weights.get(coding) ?? weights.get('*') ?? 0) > 0;
}

const packed = (coding: string, pack: (bytes: Buffer) => Buffer) =>
  changeReplies(
    () => true,
    (reply, request) =>
      reply.body === null || reply.body.length === 0 || !takes(coding, request)
        ? withHeaders(reply, { vary: 'Accept-Encoding' })
        : withHeaders(withBody(reply, pack(reply.body)), { 'content-encoding': coding, vary: 'Accept-Encoding' }),
  );
const escaped = (text: string) =>
  text
    .replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');

/** A JSON text with the members of each object in another order. */
const inOrder = (text: string, order: (entries: [string, unknown][]) => [string, unknown][]) =>
  JSON.stringify(
    JSON.parse(text, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(order(Object.entries(value)))
        : value,
    ),
  );

/** Variants of how responses are transferred, within HTTP and JSON. */
export const WIRE: readonly Variant[] = [
  variant('gzip', 'Responses are packed with gzip, unless Accept-Encoding says otherwise.', [], () =>
    packed('gzip', (bytes) => gzipSync(bytes)),
  ),
  variant('brotli', 'Responses are packed with Brotli, unless Accept-Encoding says otherwise.', [], () =>
    packed('br', (bytes) => brotliCompressSync(bytes)),
  ),
  variant('deflate', 'Responses are packed with deflate, unless Accept-Encoding says otherwise.', [], () =>
    packed('deflate', (bytes) => deflateSync(bytes)),
  ),
  variant('byte-order-mark', 'A byte order mark stands before the JSON.', ['CON-03'], () =>
    bodies((text) => `\uFEFF${text}`),
  ),
  variant('chunked', 'Responses come in chunks, without a length.', [], () =>
    every((reply) => withHeaders(reply, { 'content-length': undefined })),
  ),
  variant('escaped-json', 'Everything outside ASCII, and each slash, is escaped in the JSON.', [], () =>
    bodies(escaped),
  ),
  variant('indented-json', 'The JSON is indented, with line ends of Windows.', [], () =>
    bodies((text) => JSON.stringify(JSON.parse(text), null, 2).replaceAll('\n', '\r\n')),
  ),
  variant('members-reversed', 'Members of the JSON come in another order.', [], () =>
    bodies((text) => inOrder(text, (entries) => entries.reverse())),
  ),
  variant('members-in-turns', 'Members of the JSON come in another order each time.', [], () => {
    let count = 0;
    return bodies((text) => {
      count += 1;
      return inOrder(text, (entries) => [...entries.splice(count % entries.length), ...entries]);
    });
  }),
  variant('early-hints', 'Interim responses come before each response.', [], () =>
    every((reply) => ({ ...reply, early: true })),
  ),
  variant('closing', 'Each connection is closed after its response, whose end is the end of the connection.', [], () =>
    every((reply) => ({ ...withHeaders(reply, { 'content-length': undefined, connection: 'close' }), closes: true })),
  ),
  variant('capital-headers', 'Names of headers begin with capitals.', [], () =>
    every((reply) => ({
      ...reply,
      headers: Object.fromEntries(
        Object.entries(reply.headers).map(([name, value]) => [
          name.replace(/\b[a-z]/g, (one) => one.toUpperCase()),
          value,
        ]),
      ),
    })),
  ),
  variant('many-headers', 'Responses carry what gateways and frameworks add.', [], () =>
    every((reply) =>
      withHeaders(reply, {
        server: 'Microsoft-IIS/10.0',
        'x-powered-by': 'ASP.NET',
        'request-context': 'appId=cid-v1:4711',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-request-id': Math.random().toString(36).slice(2),
        'set-cookie': `ARRAffinity=${Math.random().toString(36).slice(2)};Path=/;HttpOnly`,
        'api-supported-versions': '1.0',
      }),
    ),
  ),
  variant('json-without-charset', 'The type of lists is application/json alone.', [], () =>
    changeStatus(200, (reply) => withHeaders(reply, { 'content-type': 'application/json' })),
  ),
  variant('never-stored', 'Lists say no-cache, no-store and must-revalidate, with Pragma and Expires.', [], () =>
    every((reply) =>
      withHeaders(reply, { 'cache-control': 'no-cache, no-store, must-revalidate', pragma: 'no-cache', expires: '-1' }),
    ),
  ),
  variant('etags', 'Lists carry a weak ETag of their content, and who has them gets a 304.', [], () => ({
    around: (original) => async (request) => {
      const reply = await original(request);
      if (reply.status !== 200 || reply.body === null) return reply;
      let sum = 7;
      for (const byte of reply.body) sum = (Math.imul(sum, 31) + byte) | 0;
      const etag = `W/"${(sum >>> 0).toString(16)}"`;
      if (request.headers['if-none-match'] !== etag) return withHeaders(reply, { etag });
      return {
        ...withHeaders(withBody(reply, ''), { etag, 'content-type': undefined, 'content-length': undefined }),
        status: 304,
        body: null,
      };
    },
  })),
  variant('no-cors', 'Nothing is said to browsers of other origins.', [], () =>
    every((reply) => ({
      ...reply,
      headers: Object.fromEntries(
        Object.entries(reply.headers).filter(([name]) => !name.startsWith('access-control-')),
      ),
    })),
  ),
  variant('head-refused', 'HEAD is rejected with 405.', [], () =>
    changeReplies(
      (reply, request) => request.method === 'HEAD' && reply.status === 200,
      (reply) => ({ ...withHeaders(reply, { allow: 'GET' }), status: 405 }),
    ),
  ),
  variant('refused-without-body', 'A rejection for the key has no body.', ['CON-08'], () =>
    changeStatus(401, (reply) => withBody(reply, '')),
  ),
  variant('odd-keys-rejected', 'A key that is not ASCII gets 400 without a body, as from Kestrel.', [], () =>
    changeReplies(
      (_, request) => /[^\t\x20-\x7e]/.test(keyIn(request) ?? ''),
      (reply) => ({ ...withBody(reply, ''), status: 400 }),
    ),
  ),
  variant('short-queries', 'A query of more than 2,048 characters gets a page with 404, as from IIS.', ['CON-08'], () =>
    changeReplies(
      (reply, request) => reply.status < 400 && request.query.length > LONGEST_QUERY,
      (reply) => ({ ...withBody(reply, htmlPage('404 - File or directory not found.'), HTML), status: 404 }),
    ),
  ),
];
