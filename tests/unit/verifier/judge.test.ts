import { expect, test } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import { clauses } from '../../../spec/clauses.ts';
import type { Catalogue } from '../../../verifier/scenario.ts';
import { configOf } from '../../../verifier/embedded.ts';
import { judge, TargetError, type JudgeOptions } from '../../../verifier/judge.ts';
import type { Run } from '../../../verifier/run.ts';
import { CATALOGUE } from '../../catalogue.ts';

const SUITE = { suites: ['contract'], depth: 'quick' } as const;

async function judged(options: Partial<JudgeOptions> = {}, faults: string[] = []) {
  const mock = await startMock({ size: 'small', faults });
  try {
    return await judge(configOf(mock), { ...CATALOGUE, ...SUITE, ...options });
  } finally {
    await mock.close();
  }
}

/** The catalogue with another check in the place of CON-01's. */
function withCheck(change: object): Catalogue {
  const contract = CATALOGUE.checks.contract.map((check) =>
    check.clause === 'CON-01' ? { ...check, ...change } : check,
  );
  return { ...CATALOGUE, checks: { ...CATALOGUE.checks, contract } };
}

const reasonOf = (record: Awaited<ReturnType<typeof judge>>, id: string) =>
  record.clauses.find((clause) => clause.id === id)?.reason;

test('A record has every clause, with its sentence, and says why those of other suites were not judged', async () => {
  const record = await judged({ clauses: ['CON-01', 'PAG-01'] });
  expect(record.clauses.map(({ id, sentence }) => [id, sentence])).toEqual(
    clauses().map(({ id, sentence }) => [id, sentence]),
  );
  expect(record.totals.pass).toBe(2);
  expect(reasonOf(record, 'LIM-01')).toBe('suite ratelimit not selected');
});

test('A finding that compares requests has a command for each of them, the one to blame first', async () => {
  const record = await judged({ clauses: ['FIL-02'], depth: 'standard' }, ['total-ignores-filter']);
  const [finding] = record.clauses.find(({ id }) => id === 'FIL-02')?.findings ?? [];
  const [blamed, note, ...others] = finding?.reproduce?.split('\n') ?? [];
  expect(note).toBe('# compared with:');
  expect(blamed).toMatch(/^curl .*"predicate":"(notEqual|equal)"/);
  // The other half, and the whole list.
  expect(others.filter((line) => line.includes('queryFilters'))).toHaveLength(1);
  expect(others.at(-1)).toMatch(/\/public-api\/v1\/\w+'$/);
});

test('A finding carries the exchange it points to, a command, and keys by their names alone', async () => {
  const record = await judged({ clauses: ['CON-01', 'CON-02'] }, ['member-omitted']);
  const [finding] = record.clauses.find(({ id }) => id === 'CON-02')?.findings ?? [];
  expect(finding?.reproduce).toContain('http://127.0.0.1:4010/public-api/v1/');
  expect(record.exchanges?.[String(finding?.exchange)]).toMatchObject({
    status: 200,
    requestHeaders: { 'mitp-api-key': '<active>' },
  });
});

test('A check that throws makes its own clause not-run, with the message, and no other', async () => {
  const judgeThrows = () => {
    throw new Error('no such field');
  };
  const record = await judged({ ...withCheck({ judge: judgeThrows }), clauses: ['CON-01', 'CON-03'] });
  expect(reasonOf(record, 'CON-01')).toBe('its check failed: no such field');
  expect(record.clauses.find(({ id }) => id === 'CON-03')?.verdict).toBe('pass');
  expect(record.errors).toEqual(['CON-01: its check failed: no such field']);
});

test('A check that throws while it says what it needs makes its own clause not-run, and no other', async () => {
  const requestGroups = () => {
    throw new Error('no such list');
  };
  const record = await judged({ ...withCheck({ requestGroups }), clauses: ['CON-01', 'PAG-01'] });
  expect(reasonOf(record, 'CON-01')).toContain('its check failed: no such list');
  expect(record.clauses.find(({ id }) => id === 'PAG-01')?.verdict).toBe('pass');
});

test('An aborted run judges what was sent and says that it was stopped', async () => {
  const controller = new AbortController();
  controller.abort();
  const record = await judged({ signal: controller.signal });
  expect(record.errors).toEqual(['the run was stopped before its end']);
  expect(record.totals).toMatchObject({ pass: 0, fail: 0 });
});

test('A target that cannot be judged is told by an error that carries a record without a verdict', async () => {
  const config = { baseUrl: 'http://127.0.0.1:9/v1', keys: { active: 'k'.repeat(20) }, limit: 50, windowSeconds: 60 };
  const error: unknown = await judge(config, { ...CATALOGUE, ...SUITE, preflight: true }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(TargetError);
  expect((error as TargetError).record.totals).toMatchObject({ pass: 0, fail: 0, warn: 0 });
  expect((error as TargetError).message).toContain('cannot reach');
});

test('The record so far is handed out before the end, and says that the run is not through', async () => {
  const records: string[][] = [];
  await judged({ clauses: ['CON-01'], onRecord: ({ errors }) => records.push(errors) });
  expect(records[0]).toEqual(['the run did not get to its end']);
});

test('What a run makes on the target stands in the record so far before it is made, and no more once it was removed', async () => {
  const kept: string[][] = [];
  const making = {
    name: 'making',
    groups: ['KEY'],
    work: 1,
    async run(run: Run) {
      run.willRemove(['a thing']);
      await Promise.resolve();
      run.hasRemoved(['a thing']);
    },
  } as const;
  const catalogue = { ...CATALOGUE, scenarios: { ...CATALOGUE.scenarios, auth: [making] } };
  const options = { ...catalogue, suites: ['auth'], clauses: ['KEY-01'] } as const;
  const { errors } = await judged({ ...options, onRecord: (record) => kept.push(record.errors) });
  expect(kept.at(-1)).toContain('a thing');
  expect(errors).not.toContain('a thing');
});
