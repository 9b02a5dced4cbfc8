import { expect, test } from '@playwright/test';

import { requestLine, type JournalEntry } from '../../../mocks/index.ts';
import { send, withMock } from './send.ts';

const ENTRY: JournalEntry = {
  id: 1,
  time: Date.UTC(2026, 0, 2, 14, 5, 9),
  method: 'GET',
  path: '/clients',
  query: 'pageSize=2',
  status: 200,
  reason: null,
  keyName: 'my app',
  providerId: null,
  tookMs: 1.6,
  startedMs: 0,
  operation: 'listClients',
  headers: {},
  why: null,
  evidence: null,
  ignored: [],
  broken: [],
  key: { state: 'active', name: 'my app', providerId: 'p', since: null, place: 'header' },
  quotaLeft: 49,
  retryAfter: null,
  faults: [],
  situation: null,
  response: { headers: {}, bytes: 2, broken: false },
};

test('A request is one line: time, method, address, status, duration, the name of its key', () => {
  expect(requestLine(ENTRY)).toBe('14:05:09 GET /clients?pageSize=2 200 2 ms (my app)');
  expect(requestLine({ ...ENTRY, status: 429 }, true)).toContain('\u001b[33m429\u001b[39m');
});

test('A line of the log cannot steer a terminal, and one request cannot fill it', () => {
  const line = requestLine({ ...ENTRY, path: '/\u001b[2J', query: 'x=ä '.repeat(1000), keyName: 'a\nb' });
  expect(line).not.toMatch(/[\u001b\n]/);
  expect(line.length).toBeLessThan(400);
});

test('Who starts a mock hears of each request, why it was rejected, and never of a key, wherever that was sent', async () => {
  const heard: JournalEntry[] = [];
  await withMock(
    async (mock) => {
      const key = mock.keys.active;
      await send(mock, '/clients?pageSize=2');
      await send(mock, '/clients?pageSize=0');
      await send(mock, `/clients?mitp-api-key=${key}`, { headers: {} });
      await send(mock, `/clients?other=${key}&page=1`);
      await send(mock, `/clients/${key}`);
      const lines = heard.map((entry) => requestLine(entry));
      expect(lines).toEqual([
        expect.stringMatching(/GET \/clients\?pageSize=2 200 \d+ ms \(.+\)$/),
        expect.stringMatching(/GET \/clients\?pageSize=0 400 \d+ ms \(.+\): pageSize: /),
        expect.stringMatching(/GET \/clients\?mitp-api-key=\[key\] 401 \d+ ms \(Demo: active\): A key came as query/),
        expect.stringMatching(/GET \/clients\?other=\[key\]&page=1 200 /),
        expect.stringMatching(/GET \/clients\/\[key\] 404 /),
      ]);
      expect(lines.join('\n') + JSON.stringify(mock.state.journal.list())).not.toContain(key);
    },
    { onRequest: (entry) => heard.push(entry) },
  );
});
