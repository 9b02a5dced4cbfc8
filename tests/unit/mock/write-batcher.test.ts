import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@playwright/test';

import type { Reply } from '../../../mocks/types.ts';
import { createWriteBatcher } from '../../../mocks/http/write-batcher.ts';

const reply = (text: string, headers: Reply['headers'] = {}): Reply => ({
  ...{ status: 200, reason: null, body: Buffer.from(text) },
  headers: { 'content-length': String(Buffer.byteLength(text)), ...headers },
});
const never = (error: unknown): Reply => {
  throw error;
};

/** Gives the responses to as many requests as there are, each of which waits for an answer, and what their senders get. */
async function waiting(count: number, use: (responses: ServerResponse[], got: Promise<string>[]) => Promise<void>) {
  const responses: ServerResponse[] = [];
  const server = createServer((_, response) => void responses.push(response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const got = Array.from({ length: count }, () => fetch(url).then((response) => response.text(), String));
  await expect.poll(() => responses.length).toBe(count);
  await use(responses, got).finally(() => {
    server.closeAllConnections();
    server.close();
  });
}

test('Replies of one turn of the event loop leave together at its end, each to who asked', async () => {
  await waiting(3, async (responses, got) => {
    const send = createWriteBatcher();
    responses.forEach((response, at) => send({ response, reply: reply(`answer ${at}`), instead: never }));
    expect(responses.map(({ headersSent }) => headersSent)).toEqual([false, false, false]);
    await turn();
    expect(responses.map(({ headersSent }) => headersSent)).toEqual([true, true, true]);
    expect((await Promise.all(got)).toSorted()).toEqual(['answer 0', 'answer 1', 'answer 2']);
  });
});

test('What cannot be sent is replaced, and keeps back no other reply', async () => {
  await waiting(3, async ([first, second, third], got) => {
    const send = createWriteBatcher();
    first!.destroy();
    send({ response: first!, reply: reply('too late'), instead: never });
    send({ response: second!, reply: reply('broken', { 'x-broken': 'two\nlines' }), instead: () => reply('in place') });
    send({ response: third!, reply: reply('as it was'), instead: never });
    expect((await Promise.all(got)).toSorted()).toEqual(['TypeError: fetch failed', 'as it was', 'in place']);
  });
});

test('A reply that is made while others leave goes out in the next turn', async () => {
  await waiting(2, async ([first, second], got) => {
    const send = createWriteBatcher();
    first!.once('finish', () => send({ response: second!, reply: reply('later'), instead: never }));
    send({ response: first!, reply: reply('sooner'), instead: never });
    expect((await Promise.all(got)).toSorted()).toEqual(['later', 'sooner']);
  });
});
