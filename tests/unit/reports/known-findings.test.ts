import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { exitCode } from '../../../reports/exit-code.ts';
import { finish, places } from '../../../reports/finish.ts';
import {
  suppress,
  checkKnownFindings,
  readKnownFindings,
  type KnownFinding,
} from '../../../reports/changes/known-findings.ts';
import { totals } from '../../../reports/totals.ts';
import type { RunRecord } from '../../../reports/run.ts';
import { fixtureRun } from './fixtures/run.ts';

/** A run in which PAG-02 alone is broken, on listReviews and listMeetings. */
function brokenRun(change: Partial<RunRecord> = {}): RunRecord {
  const run = fixtureRun();
  const clauses = run.clauses.map((clause) =>
    clause.verdict === 'fail' && clause.id !== 'PAG-02'
      ? { ...clause, verdict: 'pass' as const, findings: [] }
      : clause,
  );
  return { ...run, clauses, totals: totals(clauses), ...change };
}

function known(change: Partial<KnownFinding> = {}): KnownFinding {
  return { clause: 'PAG-02', reason: 'mended with the next release', until: '2026-12-31', ...change };
}

function outcome(run: RunRecord, entries: KnownFinding[]) {
  const suppressed = suppress(run, entries, 'known-findings.yaml');
  const clause = suppressed.clauses.find(({ id }) => id === 'PAG-02');
  return {
    code: exitCode(suppressed),
    verdict: clause?.verdict,
    problems: suppressed.agreementProblems,
    fail: suppressed.totals.fail,
  };
}

test('A clause whose findings are all agreed to warns and keeps the run green', () => {
  expect(outcome(brokenRun(), [known()])).toEqual({ code: 0, verdict: 'warn', problems: undefined, fail: 0 });
  const each = [known({ operation: 'listReviews' }), known({ operation: 'listMeetings' })];
  expect(outcome(brokenRun(), each)).toMatchObject({ code: 0, verdict: 'warn' });
});

test('A clause with one finding that nobody agreed to still fails', () => {
  expect(outcome(brokenRun(), [known({ operation: 'listReviews' })])).toMatchObject({ code: 1, verdict: 'fail' });
});

test('An entry past its date no longer holds and says so; it holds on its last day', () => {
  expect(outcome(brokenRun(), [known({ until: '2026-11-23' })])).toMatchObject({ code: 0, problems: undefined });
  expect(outcome(brokenRun(), [known({ until: '2026-11-22' })])).toEqual({
    ...{ code: 1, verdict: 'fail', fail: 1 },
    problems: ['known-findings.yaml: PAG-02 was agreed until 2026-11-22: fix it, or agree to a new date.'],
  });
});

test('An entry whose finding is gone fails the run until it is removed', () => {
  expect(outcome(brokenRun(), [known(), known({ clause: 'FIL-03' })])).toMatchObject({
    code: 1,
    problems: ['known-findings.yaml: FIL-03 is no longer needed, its finding is gone: remove the entry.'],
  });
});

test('An entry whose finding was not looked for is left in peace', () => {
  const skipped = known({ clause: 'AUTH-08' });
  expect(outcome(brokenRun(), [known(), skipped])).toMatchObject({ code: 0, problems: undefined });
  const elsewhere = known({ clause: 'FIL-01', operation: 'listUsers' });
  const coverage = [{ operation: 'listUsers', clause: 'FIL-01', checked: 0 }];
  expect(outcome(brokenRun({ coverage }), [known(), elsewhere])).toMatchObject({ code: 0, problems: undefined });
});

const MISTAKES: [yaml: string, message: string][] = [
  ['findings: 3', '"findings" must be a list'],
  ['- { clause: PAG-02, reason: x, until: 2999-01-01 }', '"findings" must be a list'],
  ['known: []', '"findings" must be a list'],
  ['findings: [', 'cannot be read: '],
  ['findings: [{ clause: PAG-99, reason: r, until: 2026-12-31 }]', 'entry 1: "clause" must be the id of a clause'],
  ['findings: [{ clause: PAG-02, until: 2026-12-31 }]', 'entry 1: "reason" must say why'],
  ['findings: [{ clause: PAG-02, reason: r, until: soon }]', 'entry 1: "until" must be a date'],
];

for (const [yaml, message] of MISTAKES) {
  test(`A mistake in the file is named: ${yaml}`, () => {
    const file = test.info().outputPath('known-findings.yaml');
    writeFileSync(file, yaml);
    expect(() => readKnownFindings(file)).toThrow(message);
  });
}

test('A mistake is found before a run begins: a file that is not there, an operation that is none', () => {
  const missing = test.info().outputPath('nowhere.yaml');
  expect(() => checkKnownFindings({ MITP_KNOWN_FINDINGS: missing }, [])).toThrow('which does not exist');
  const file = test.info().outputPath('known-findings.yaml');
  const check = (operation: string) => {
    writeFileSync(file, `findings: [{ clause: PAG-02, operation: ${operation}, reason: r, until: 2999-12-31 }]`);
    checkKnownFindings({ MITP_KNOWN_FINDINGS: file }, ['listReviews', 'listUsers']);
  };
  for (const known of ['listReviews', 'portal', 'any path', 'OPTIONS /clients']) check(known);
  expect(() => check('listReview')).toThrow('listReview is no operation of the contract: listReviews, listUsers.');
});

test('A run takes the agreements of the file that the environment names', () => {
  const folder = test.info().outputPath('run');
  const file = test.info().outputPath('agreed.yaml');
  writeFileSync(file, 'findings:\n  - { clause: PAG-02, reason: ticket 17, until: 2999-12-31 }\n');
  const { run, exitCode } = finish(brokenRun(), places({ MITP_REPORT_DIR: folder, MITP_KNOWN_FINDINGS: file }));
  expect(exitCode).toBe(0);
  expect(run.clauses.find(({ id }) => id === 'PAG-02')).toMatchObject({
    verdict: 'warn',
    findings: [{ known: { reason: 'ticket 17', until: '2999-12-31' } }, {}],
  });
});
