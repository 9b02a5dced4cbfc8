import { expect, test } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import { failing, limited, type Disturbance } from '../../../drill/disturbance.ts';
import { startRecorder, type Recorder } from '../../../drill/recorder.ts';

/** Records what `use` sends to a mock. */
async function recording(
  disturb: Disturbance | undefined,
  use: (base: string, key: string, recorder: Recorder) => Promise<unknown>,
): Promise<Recorder> {
  const mock = await startMock({ size: 'small' });
  const { active, revoked } = mock.keys;
  const recorder = await startRecorder({
    ...{ mock: mock.url, basePath: '/public-api/v1', keyHeader: 'mitp-api-key', disturb },
    ...{ keys: { active, revoked }, hide: (text: string) => text.replaceAll(active, '[key]') },
  });
  await use(`${recorder.origin}/public-api/v1`, active, recorder).catch(() => undefined);
  await recorder.close();
  await mock.close();
  return recorder;
}

test('a request is recorded with its page, and with every place that held the key, but not the key', async () => {
  let value = '';
  const recorder = await recording(undefined, async (base, key) => {
    value = key;
    const headers = { 'mitp-api-key': key, authorization: `Basic ${btoa(`api:${key}`)}`, cookie: `k=${key}` };
    await fetch(`${base}/clients?page=1&pageSize=5&key=${key}`, { headers });
  });
  const [request] = recorder.requests();
  expect(request).toMatchObject({
    ...{ n: 1, method: 'GET', path: '/clients', query: 'page=1&pageSize=5&key=[key]', outside: false },
    key: { header: 'valid', elsewhere: ['the URL', 'the header authorization', 'a cookie'] },
    outcome: { kind: 'response', status: 200, page: { page: 1, pageSize: 5, rows: 5 } },
  });
  expect(JSON.stringify(recorder.requests())).not.toContain(value);
});

test('a connection that is reset, or ends in the middle of the body, is recorded so', async () => {
  for (const [act, how] of [
    ['reset', 'reset'],
    ['cut', 'cut off'],
  ] as const) {
    const recorder = await recording(failing(1, 1, { do: act }), async (base, key) => {
      const response = await fetch(`${base}/clients`, { headers: { 'mitp-api-key': key } });
      await response.json();
    });
    expect(recorder.requests()[0]).toMatchObject({ outcome: { kind: 'network', how } });
  }
});

test('a revoked key is rejected by the mock itself', async () => {
  const recorder = await recording(failing(1, 1, { do: 'revoke' }), (base, key) =>
    fetch(`${base}/clients`, { headers: { 'mitp-api-key': key } }),
  );
  expect(recorder.requests()[0]).toMatchObject({ key: { header: 'rejected' }, outcome: { status: 401 } });
});

test('a limit holds until its time, and says when in the form that the scenario wants', () => {
  const at = (now: number) => ({ n: 1, name: 'a', now, wallClock: 1_000_000 + now });
  const limit = limited([2], 2, 'seconds');
  expect(limit(at(0))).toBeUndefined();
  expect(limit(at(10))).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
  expect(limit(at(1900))).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  expect(limit(at(2010))).toBeUndefined();
  expect(limited([1], 4, 'date')(at(0))).toMatchObject({
    headers: { 'retry-after': new Date(1_004_000).toUTCString() },
  });
  expect(limited([1], 4, 'none')(at(0))).not.toHaveProperty('headers.retry-after');
});
