import { expect, test } from '@playwright/test';
import { clientRules } from '../../../spec/client-rules.ts';
import { RULES } from '../../../drill/rules/index.ts';
import { evidence, requests, run } from '../../../drill/rules/sample.ts';

test('every client rule of the catalogue has a judge, and no other', () => {
  expect(RULES.map(({ id }) => id)).toEqual(clientRules().map(({ id }) => id));
});

for (const { id, judge, samples } of RULES) {
  test(`${id} passes its good sample and rejects each of its bad ones`, () => {
    const passed = judge(samples.passes);
    expect(passed.findings, 'the good sample').toEqual([]);
    expect(passed.checked).toBeGreaterThan(0);
    expect(Object.keys(samples.rejects).length).toBeGreaterThan(0);
    for (const [branch, evidence] of Object.entries(samples.rejects)) {
      const [first] = judge(evidence).findings;
      expect(first, branch).toMatchObject({ want: expect.any(String), got: expect.any(String) });
    }
  });
}

test('a rule that nothing showed says why, and is no pass', () => {
  for (const { judge, samples } of RULES) {
    const { checked, findings, reason } = judge({ ...samples.passes, runs: [] });
    expect({ checked, findings }).toEqual({ checked: 0, findings: [] });
    expect(reason).toBeTruthy();
  }
});

test('samples read the contract when they are judged: a mock loads the rules, and no contract with them', () => {
  const all = RULES.flatMap(({ id, samples }) =>
    [samples.passes, ...Object.values(samples.rejects)].map((sample) => ({ id, sample })),
  );
  const loaded = all.filter(({ sample }) => !Object.getOwnPropertyDescriptor(sample, 'contract')?.get);
  expect(loaded.map(({ id }) => id)).toEqual([]);
});

test('USE-09 leaves a request alone that is sent again because its first response was late', () => {
  const judge = RULES.find(({ id }) => id === 'USE-09')!.judge;
  const twice = requests('GET /clients?page=1', 'GET /clients?page=1');
  expect(judge(twice).findings).not.toEqual([]);
  const late = twice.runs.map((twiceRun) => ({
    ...twiceRun,
    requests: twiceRun.requests.map((one, at) => (at === 0 ? { ...one, at: one.at - 8000 } : one)),
  }));
  expect(judge({ ...twice, runs: late }).findings).toEqual([]);
});

test('a thousand requests that are rejected are judged within seconds', () => {
  const [sample] = run('limit-at-start').requests;
  const outcome = { kind: 'response', status: 429, retryAfterMs: 60_000, page: null, errors: {} } as const;
  const rejected = Array.from({ length: 1000 }, (_, n) => {
    const at = Math.floor(n / 20) * 10;
    return { ...sample!, n: n + 1, path: `/clients/${n}`, connection: n + 1, at, endedAt: at + 9, outcome };
  });
  const started = performance.now();
  RULES.find(({ id }) => id === 'USE-12')!.judge(
    evidence({ ...run('limit-at-start'), queues: true, requests: rejected }),
  );
  expect(performance.now() - started).toBeLessThan(15_000);
});
