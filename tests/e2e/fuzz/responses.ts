import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';

import { startMock } from '../../../mocks/index.ts';
import { exitCode } from '../../../reports/exit-code.ts';
import { formats } from '../../../reports/formats/index.ts';
import { CATALOGUE } from '../../catalogue.ts';
import { readConfig } from '../../../verifier/config.ts';
import { judge, TargetError } from '../../../verifier/judge.ts';
import { dice } from '../dice.ts';
import type { Fuzz } from './fuzz.ts';

const FIELDS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'items', 'totalCount', 'page', 'id', 'then'];
const deep = (depth: number) => '[{"items":'.repeat(depth) + '1' + '}]'.repeat(depth);

/** Values that JSON.parse gives and programs stumble over. */
const odd = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), fc.string()), fc.jsonValue()),
  fc.constantFrom(null, -0, 1e308, '\u0000', '\ud800', '9'.repeat(400), [], {}, [[[]]], [null], { items: [null] }),
);
const text = fc.oneof(
  odd.map((value) => JSON.stringify(value)),
  fc.constantFrom(
    deep(300),
    deep(20_000),
    '{"__proto__":{"items":[]}}',
    '{"items":{"length":5}}',
    '{"items":[',
    '',
    '\ufeff{}',
  ),
  fc.string(),
);
/** A page of the right form with one odd value somewhere in it. */
const bend = fc.record({ member: fc.constantFrom(...FIELDS), value: odd, inRow: fc.boolean() });
const hostile = fc.record({
  kind: fc.constantFrom(
    'body',
    'bend',
    'bend',
    'bend',
    'status',
    'cut',
    'coding',
    'headers',
    'bytes',
    'large',
    'reset',
  ),
  status: fc.oneof(
    fc.constantFrom(200, 200, 200, 201, 204, 304, 301, 400, 401, 404, 418, 429, 500, 503),
    fc.integer({ min: 200, max: 999 }),
  ),
  text,
  bend,
  bytes: fc.uint8Array({ maxLength: 200 }),
  coding: fc.constantFrom('gzip', 'br', 'deflate', 'zstd', 'gzip, gzip', 'identity', 'nonsense', ''),
  header: fc.tuple(
    fc.constantFrom(
      'Retry-After',
      'Content-Type',
      'Date',
      'Location',
      'Content-Length',
      '__proto__',
      'constructor',
      'Allow',
    ),
    fc.constantFrom(
      '-1',
      '1e9',
      'NaN',
      '',
      ';;',
      'application/json; charset=utf-99',
      '99999999999999999999',
      '\u00ff',
      'Thu, 99 Foo',
    ),
  ),
});
type Hostile = typeof hostile extends fc.Arbitrary<infer Value> ? Value : never;

function bent(body: string, { member: field, value, inRow }: Hostile['bend']): string {
  try {
    const page = JSON.parse(body) as { items: object[] };
    const place = inRow && page.items[0] ? page.items[0] : page;
    Object.defineProperty(place, field, { value, enumerable: true, configurable: true, writable: true });
    return JSON.stringify(page);
  } catch {
    return body;
  }
}

/** Half a million zeros for each byte that travels. */
const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024));

function play(one: Hostile, response: ServerResponse, good: { status: number; body: string }): void {
  const json = { 'content-type': 'application/json' };
  const { socket } = response;
  switch (one.kind) {
    case 'body':
      return void response.writeHead(200, json).end(one.text);
    case 'bend':
      return void response.writeHead(good.status, json).end(bent(good.body, one.bend));
    case 'status':
      return void response
        .writeHead(one.status, json)
        .end(one.status === 204 || one.status === 304 ? undefined : one.text);
    case 'cut':
      response.writeHead(200, { ...json, 'content-length': String(good.body.length + 10) });
      return void response.write(good.body, () => socket?.destroy());
    case 'coding': {
      const pack: Readonly<Record<string, ((text: string) => Buffer) | undefined>> = {
        gzip: gzipSync,
        br: brotliCompressSync,
        deflate: deflateRawSync,
      };
      const packed = pack[one.coding]?.(good.body);
      return void response.writeHead(200, { ...json, 'content-encoding': one.coding || 'x' }).end(packed ?? good.body);
    }
    case 'headers':
      return void socket?.end(
        `HTTP/1.1 ${good.status} \r\n${one.header.join(': ')}\r\nConnection: close\r\n\r\n${good.body}`,
      );
    case 'bytes':
      return void socket?.end(one.bytes);
    case 'large':
      return void response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb);
    case 'reset':
      return void socket?.resetAndDestroy();
  }
}

/** A server of which a share of the responses is hostile, judged: there is a verdict, no key in it, and no stack trace. */
export const fuzzResponses: Fuzz = async (seed) => {
  const roll = dice(seed);
  const share = [3, 10, 30, 100][roll(4)] ?? 10;
  const responses = fc.sample(hostile, { seed, numRuns: 400 });
  const mock = await startMock({ size: 'small', rateWindowSeconds: 2, seed });
  let count = 0;
  const server = createServer((message, response) => {
    void fetch(mock.url + (message.url ?? ''), {
      method: message.method ?? 'GET',
      headers: message.headers as Record<string, string>,
      redirect: 'manual',
    })
      .then(async (from) => {
        const good = { status: from.status, body: await from.text() };
        count += 1;
        const one = responses[count % responses.length];
        if (count > 1 && one && roll(100) < share) return play(one, response, good);
        const headers = Object.fromEntries(
          [...from.headers].filter(([name]) => !/^(connection|content-length|transfer)/.test(name)),
        );
        response.writeHead(good.status, headers).end(good.body);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const findings: string[] = [];
  const secrets = [mock.keys.active, mock.keys.sibling, mock.keys.foreign];
  try {
    const config = readConfig({
      MITP_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/public-api/v1`,
      ...{ MITP_API_KEY: secrets[0], MITP_SIBLING_API_KEY: secrets[1], MITP_FOREIGN_API_KEY: secrets[2] },
      MITP_RATE_WINDOW_SECONDS: '2',
    });
    if (!config) throw new Error('a target is configured');
    const suites = (['contract', 'auth', 'ratelimit'] as const).filter(() => roll(2) === 0);
    const record = await judge(config, {
      ...CATALOGUE,
      ...{ seed, depth: 'quick', preflight: true, suites: suites.length > 0 ? suites : ['contract'] },
    }).catch((error: unknown) => {
      if (error instanceof TargetError) return error.record;
      throw error;
    });
    const text = JSON.stringify(record);
    if (secrets.some((secret) => text.includes(secret))) findings.push('a key is in the record');
    for (const line of record.errors.filter((error) => /check failed|is not a function|of undefined|stack/.test(error)))
      findings.push(line);
    const { tried } = record;
    if (exitCode(record) === 0 && (!tried || tried.tried < tried.least)) findings.push('exit 0 without evidence');
    for (const format of formats) format.render(record, []);
  } catch (error) {
    findings.push(`the verdict was lost: ${(error as Error).stack ?? String(error)}`);
  } finally {
    server.closeAllConnections();
    server.close();
    await mock.close();
  }
  return { cases: count, findings };
};
