import { expect, test } from '@playwright/test';
import type { Exchange, RequestSpec } from '../../../verifier/exchange.ts';
import { preflight } from '../../../verifier/preflight.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import type { Run } from '../../../verifier/run.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';

const BASE = 'https://api.example/public-api/v1';
type Given = { status: number; headers?: Record<string, string[]>; text?: string } | string;

/** What is said of a target that responds so, list by list, and how many it was asked for. */
async function said(...responses: readonly Given[]): Promise<string> {
  const recorder = new Recorder();
  const send = (request: RequestSpec): Promise<Exchange> => {
    const given = responses[recorder.all().length % responses.length]!;
    const sent = { scenario: 'probe', request, sentAt: 0, took: 1 };
    if (typeof given === 'string') return Promise.resolve(recorder.record({ ...sent, error: given }));
    const response = { status: given.status, headers: given.headers ?? {}, text: given.text ?? '{}' };
    return Promise.resolve(recorder.record({ ...sent, response }));
  };
  const context = { contract: sampleContract(), recorder, depth: 'quick', seed: 1 };
  const run = { context, config: { baseUrl: BASE }, client: { send } } as unknown as Run;
  const problem = await preflight(run).then(
    () => 'fine',
    (error: unknown) => (error as Error).message,
  );
  return `${recorder.all().length}: ${problem}`;
}

test('each way in which a target is not the API, or does not take the key, is one line with what to change', async () => {
  const html = { headers: { 'content-type': ['text/html'] }, text: '<html></html>' };
  for (const status of [200, 299, 400, 405, 500]) expect(await said({ status }), `${status}`).toBe('1: fine');
  expect(await said({ status: 401 })).toContain('rejected the key in MITP_API_KEY with 401');
  expect(await said({ status: 403 })).toContain('rejected the key in MITP_API_KEY with 403');
  expect(await said({ status: 429 })).toContain('still rejects for the rate limit (429)');
  expect(await said({ status: 300 })).toContain('redirects to nowhere (300): set MITP_BASE_URL');
  expect(await said({ status: 399, headers: { location: ['/x'] } })).toContain('redirects to /x (399)');
  expect(await said({ status: 404 })).toContain('returns 404, not the API');
  expect(await said({ status: 200, ...html })).toContain('returns an HTML page, not the API');
  expect(await said('ECONNREFUSED')).toMatch(/^1: .*api\.example/);
});

test('a gateway that responds in place of one list is no reason to stop; of three lists it is', async () => {
  expect(await said({ status: 503 }, { status: 200 })).toBe('2: fine');
  expect(await said({ status: 502 }, { status: 503 }, { status: 504 })).toMatch(
    /^3: .* responds 502, 503, 504 to every list/,
  );
});
