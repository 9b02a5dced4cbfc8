import type { OpenRequest } from '../../../verifier/outstanding.ts';
import { listRequest } from '../../../verifier/requests.ts';
import { judgeSample, sampleContract } from '../../../verifier/samples/sample.ts';
import { lim02 } from '../../ratelimit/checks/lim-02.ts';
import { sampleBurst } from '../../ratelimit/evidence/samples.ts';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { Run } from '../../../verifier/run.ts';
import { runOf } from '../run-of.ts';
import { burstRequests } from '../../ratelimit/requests.ts';
import { burst } from '../../ratelimit/burst.ts';

/** Sends a burst to a server that answers so, and counts on both sides. */
async function sent(count: number, connections: number, handler: RequestListener) {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(request.url ?? '');
    handler(request, response);
  });
  const run = await runOver(server, count, connections);
  const all = run.context.recorder.scenario('burst');
  return { received: received.length, recorded: all.length, completed: run.context.recorder.completed().length };
}

/** Sends a burst to a server, which is closed then. */
async function runOver(server: Server, count: number, connections: number, signal?: AbortSignal): Promise<Run> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const config = {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    keys: { active: 'k'.repeat(40) },
    limit: 50,
    windowSeconds: 60,
  };
  const run = runOf(config, { suites: ['ratelimit'] }, signal);
  await burst(run, 'burst', burstRequests([], run.context.contract, 'burst', count), connections, 59_999.7);
  server.closeAllConnections();
  server.close();
  return run;
}

for (const connections of [1, 2, 7, 10, 60]) {
  test(`a burst of 60 over ${connections} connections is sent and recorded exactly so often`, async () => {
    const counts = await sent(60, connections, (_, response) => void response.end('{}'));
    expect(counts).toEqual({ received: 60, recorded: 60, completed: 60 });
  });
}

test('a server that ends the connection after each answer loses no request out of sight', async () => {
  const counts = await sent(20, 1, (_, response) => void response.setHeader('connection', 'close').end('{}'));
  expect(counts.recorded).toBe(20);
  expect(counts.completed).toBeLessThanOrEqual(counts.received);
});

test('a request whose connection broke is recorded as lost, not as refused or never sent', async () => {
  let count = 0;
  const counts = await sent(20, 4, (request, response) => {
    count += 1;
    if (count === 7) request.socket.destroy();
    else response.end('{}');
  });
  expect(counts.recorded).toBeGreaterThanOrEqual(20);
  expect(counts.recorded - counts.completed).toBeGreaterThanOrEqual(1);
});

test('an answer that broke off is lost, and those after it stay with their own questions', async () => {
  const wrong: string[] = [];
  let count = 0;
  const server = createServer((request, response) => {
    const body = JSON.stringify({ requested: request.url, filler: 'x'.repeat(500) });
    response.setHeader('content-length', Buffer.byteLength(body));
    count += 1;
    if (count % 3 === 0) response.write(body.slice(0, 200), () => request.socket.destroySoon());
    else response.end(body);
  });
  const run = await runOver(server, 40, 4);
  for (const { request, response } of run.context.recorder.completed()) {
    if (!response.text.includes(JSON.stringify(`/v1${request.target}`)))
      wrong.push(`${request.target}: ${response.text.slice(0, 80)}`);
  }
  expect(wrong).toEqual([]);
  expect(run.context.recorder.completed().length).toBeGreaterThan(20);
  expect(run.context.recorder.scenario('burst').length - run.context.recorder.completed().length).toBeGreaterThan(5);
});

test('Ctrl-C in the midst of a burst that the target holds back ends it within 3 s', async () => {
  const stop = new AbortController();
  let received = 0;
  const held = createServer((_, response) => {
    received += 1;
    if (received <= 20) response.end('{}');
    if (received === 24) stop.abort();
  });
  const began = performance.now();
  await expect(runOver(held, 60, 6, stop.signal)).rejects.toThrow('interrupted');
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(received).toBeLessThanOrEqual(26);
  held.closeAllConnections();
  held.close();
});

test('LIM-02 leaves open a single burst that was served more, and says so where no timer explains it', () => {
  const [few, many] = [53, 66].map((served) => judgeSample(lim02, sampleBurst(served, 4), 'quick'));
  expect(few).toMatchObject({ kind: 'not-run', why: expect.stringContaining('one burst alone') });
  expect(few).not.toHaveProperty('because');
  expect(many).toMatchObject({ kind: 'not-run', because: 'doubt' });
});

test('A burst carries what others build on first, then the shallowest depth, of each from all lists in turn', () => {
  const contract = sampleContract();
  const [clients, users] = contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const open = (operation = clients!, page: number, given: Partial<OpenRequest> = {}): OpenRequest => ({
    ...{ request: listRequest(operation, { page }), depth: 'standard', urgent: false, foundation: false },
    ...given,
  });
  const pending = [
    ...[open(clients, 1), open(users, 2), open(clients, 3, { depth: 'quick' }), open(clients, 4, { depth: 'quick' })],
    ...[open(users, 5, { depth: 'quick' }), open(users, 6, { foundation: true }), open(users, 7, { urgent: true })],
  ];
  const pages = burstRequests(pending, contract, 'burst', 7).map(({ target }) => /page=(\d)/.exec(target)?.[1]);
  expect(pages.slice(0, 2).sort()).toEqual(['6', '7']);
  expect(pages.slice(2)).toEqual(['3', '5', '4', '1', '2']);
});
