import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { Budget } from '../../../verifier/budget.ts';
import { Client } from '../../../verifier/client.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { Secrets } from '../../../verifier/secrets.ts';
import { digest } from '../digest.ts';
import { dice } from '../dice.ts';

const RUNS = 40;
const START = Date.parse('2026-03-01T12:00:00Z');
const WINDOW_MS = 60_000;
const operations = sampleContract().operations.slice(0, 4);

type Reply = { status: number; after?: string | undefined } | 'none';
/** How the target replies to the next request. */
let reply: () => Reply = () => 'none';
let giveUp = new AbortController();
let server: Server;
test.beforeAll(async () => {
  server = createServer((_, response) => {
    const next = reply();
    if (next === 'none') return giveUp.abort(new DOMException('', 'TimeoutError'));
    response.writeHead(next.status, next.after === undefined ? {} : { 'retry-after': next.after }).end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What a client sends, and how long it waits for what, of a target whose trouble is drawn. Time passes in the drawing alone. */
async function said(seed: number): Promise<string> {
  const { random, pick } = dice(seed);
  const log: string[] = [];
  let [now, timeoutMs, responses] = [START, 0, 0];
  const trouble = pick('limited', 'gateway', 'silent', 'rejected', 'any', 'any');
  const [often, after] = [pick(0.1, 0.6, 0.9, 1), pick(0, 1, 1, 3)];
  reply = () => {
    const usual = pick('none', 'none', 'none', 'limited', 'gateway', 'rejected');
    const drawn = (responses += 1) <= after ? 'good' : random() < often ? trouble : usual;
    const what = drawn === 'any' ? pick('none', 'limited', 'gateway', 'silent', 'rejected') : drawn;
    now += what === 'silent' ? timeoutMs : pick(5, 5, 200, 9_000, 10_000);
    log.push(what === 'silent' ? `none in ${timeoutMs}` : what);
    if (what === 'silent') return 'none';
    if (what === 'limited')
      return { status: 429, after: pick<string | undefined>('1', '7', '59', '60', '3600', '0', undefined) };
    if (what === 'gateway') return { status: pick(502, 503, 504) };
    if (what === 'rejected') return { status: pick(401, 403) };
    return { status: what === 'good' ? 200 : pick(200, 200, 304, 404, 500) };
  };
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      log.push(`sleeps ${ms}`);
      now += ms;
      return Promise.resolve();
    },
  };
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  performance.now = () => now;
  AbortSignal.timeout = (ms) => {
    timeoutMs = ms;
    giveUp = new AbortController();
    return giveUp.signal;
  };
  try {
    const recorder = new Recorder();
    const budget = new Budget(pick(2, 5, 50), WINDOW_MS);
    const secrets = new Secrets({ active: 'a'.repeat(40), sibling: 's'.repeat(40) });
    const client = new Client({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/public-api/v1`,
      ...{ secrets, recorder, clock, windowMs: WINDOW_MS },
      budgetOf: (key) => (key === 'sibling' ? undefined : budget),
      waiting: (reason, ms) => log.push(`waits ${ms} (${reason.slice(0, 9)})`),
    });
    const ways = pick(
      ['send', 'fresh', 'unpaced', 'once', 'confirm'] as const,
      ['send', 'fresh'] as const,
      ['unpaced', 'unpaced', 'confirm'] as const,
    );
    for (let n = 0; n < 16; n += 1) {
      const way = pick(...ways);
      const request = listRequest(
        pick(...operations),
        { page: n },
        { key: pick('active', 'active', 'active', 'sibling') },
      );
      log.push(`${way}:`);
      if (way === 'confirm') await client.confirmKey();
      else if (way === 'send') await client.send(pick(request, listRequest(operations[0]!)));
      else if (way === 'once') await client.once(request, { scenario: 'burst' });
      else await client.fresh(request, way === 'unpaced' ? { unpaced: true } : {});
    }
    const all = recorder.all().map(({ scenario, took, error, sentAt }) => [scenario, took, error, sentAt - START]);
    return `${seed}: ${log.join(' ')}; ${client.unplanned429} unplanned, ${client.timeoutMs}, ${client.down ?? 'up'} ${digest(all)}`;
  } finally {
    delete (performance as Partial<Performance>).now;
    AbortSignal.timeout = timeout;
  }
}

test('what a client sends, and how long it waits, of targets with drawn trouble is as it was', async () => {
  const lines: string[] = [];
  for (let seed = 0; seed < RUNS; seed += 1) lines.push(await said(seed));
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('drawn-client.txt');
});
