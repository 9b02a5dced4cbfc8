import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { RULES } from '../../../reports/causes/causes.ts';
import { changesOf } from '../../../reports/changes/changes.ts';
import { historyEntry } from '../../../reports/changes/history.ts';
import { eventsSince, parseSince } from '../../../reports/changes/since.ts';
import { costLine, endLines } from '../../../reports/console.ts';
import { drillLines } from '../../../reports/drill/console.ts';
import { finishDrill } from '../../../reports/drill/finish.ts';
import { drillSummary } from '../../../reports/drill/summary.ts';
import { drillHeadline } from '../../../reports/drill/words.ts';
import { message } from '../../../reports/message.ts';
import type { ClauseRecord, RunRecord } from '../../../reports/run.ts';
import { safe } from '../../../reports/safe.ts';
import { targetsExitCode, targetsSummary } from '../../../reports/targets.ts';
import { clauseLines, day, duration, headline, someIds } from '../../../reports/words.ts';
import type { DrillRecord } from '../../../spec/drill-record.ts';
import { richDrill } from './fixtures/rich.ts';
import { recordWith, said } from './published.ts';

const WRITTEN = { directory: '/out', files: [], unwritten: [], broken: [] };
const finding = (operation = 'listUsers') => ({ operation, want: 'this', got: 'that' });
const fails = (id: string, operations = 1): ClauseRecord =>
  said(id, { verdict: 'fail', findings: Array.from({ length: operations }, (_, n) => finding(`${id}-${n}`)) });

/** Clauses of which each has a cause of its own, where they break on different operations. */
const CAUSES = ['LIM-01', 'PAG-08', 'KEY-15', 'DOC-02', 'REL-05', 'CON-13', 'SEC-03'];
const broken = (causes: number): RunRecord => recordWith(CAUSES.slice(0, causes).map((id) => fails(id)));
const causeLines = (run: RunRecord) => endLines(run, WRITTEN).filter((line) => line.startsWith('cause'));
/** The lines of a message to Slack that tell what broke. */
function slackLines(run: RunRecord): string[] {
  const { blocks } = JSON.parse(message(run, 'slack')) as { blocks: { text: { text: string } }[] };
  return (blocks[2]?.text.text ?? '').split('\n');
}

test('what more there is is counted where a list is cut, and only there', () => {
  expect(causeLines(broken(5))).toHaveLength(5);
  expect(causeLines(broken(6)).at(-1)).toBe('cause  ... and 1 more in the report');
  expect(slackLines(broken(5)).at(-1)).not.toContain('more');
  expect(slackLines(broken(6)).at(-1)).toBe('• ... and 1 more cause.');
  expect(slackLines(broken(7)).at(-1)).toBe('• ... and 2 more causes.');
  const lists = (ids: readonly string[]) => slackLines(recordWith(ids.map((id) => fails(id))))[0];
  expect(lists(['KEY-06', 'KEY-10'])).not.toContain('more clause');
  expect(lists(['KEY-06', 'KEY-10', 'KEY-11'])).toMatch(/ And 1 more clause\.$/);
  expect(lists(['KEY-06', 'KEY-10', 'KEY-11', 'KEY-13'])).toMatch(/ And 2 more clauses\.$/);
  expect(clauseLines(fails('PAG-02', 3))).toHaveLength(3);
  expect(clauseLines(fails('PAG-02', 5)).at(-1)).toBe('PAG-02 ... and 2 more like these in the report.');
  expect([someIds(['a', 'b', 'c'], 2), someIds(['a', 'b', 'c', 'd'], 2)]).toEqual(['a, b, c', 'a, b and 2 more']);
});

test('one is told as one, and two as two', () => {
  const { requests, ...run } = recordWith([said('PAG-02'), said('PAG-03'), fails('PAG-04')]);
  const cost = (windows: number, more: Partial<RunRecord> = {}) =>
    costLine({ ...run, ...more, requests: { ...requests, served: 75, windows } });
  expect(cost(1)).toBe('75 requests served in 1 window, 25.0 per clause');
  expect(cost(2)).toBe('75 requests served in 2 windows, 25.0 per clause');
  expect(cost(2, { totals: { pass: 0, warn: 0, fail: 0, notRun: 1 } })).toBe('75 requests served in 2 windows');
  const unplanned = (unplanned429: number) =>
    endLines({ ...run, requests: { ...requests, unplanned429 } }, WRITTEN).filter((line) => line.includes('was left'));
  expect(unplanned(0)).toEqual([]);
  expect(unplanned(1)).toEqual([expect.stringMatching(/^1 request was rejected/)]);
  expect(unplanned(2)).toEqual([expect.stringMatching(/^2 requests were rejected/)]);
});

test('times are told in seconds below a minute, and days as people write them', () => {
  const after = (seconds: number) =>
    duration('2026-11-28T10:00:00Z', new Date(Date.UTC(2026, 10, 28, 10, 0, seconds)).toISOString());
  expect([0, 59, 60, 61, 3600].map(after)).toEqual(['0 s', '59 s', '1 min 0 s', '1 min 1 s', '60 min 0 s']);
  expect([day('2026-01-02T23:59:59Z'), day('2026-12-31T00:00:00Z'), day('soon')]).toEqual([
    '2 Jan 2026',
    '31 Dec 2026',
    'soon',
  ]);
});

test('--since takes days and hours back, a day, and a moment; nothing else', () => {
  const now = new Date('2026-11-28T12:00:00Z');
  const moments = [
    '7d',
    '36h',
    '2026-11-01',
    '2026-11-01T02:00:00Z',
    '7',
    'd',
    '7w',
    '2026-13-01',
    'yesterday',
    '1234567d',
  ];
  expect(moments.map((text) => parseSince(text, now)?.toISOString())).toEqual([
    '2026-11-21T12:00:00.000Z',
    '2026-11-27T00:00:00.000Z',
    '2026-11-01T00:00:00.000Z',
    '2026-11-01T02:00:00.000Z',
    ...Array.from({ length: 6 }, () => undefined),
  ]);
});

test('a change of verdict at the very moment counts, and one before it does not', () => {
  const entry = (finishedAt: string, verdict: 'pass' | 'fail') =>
    historyEntry({ ...recordWith([said('PAG-02', { verdict })]), finishedAt });
  const [first, second] = ['2026-11-01T02:00:00.000Z', '2026-11-02T02:00:00.000Z'];
  const entries = [entry(first, 'pass'), entry(second, 'fail')];
  expect(eventsSince(entries, new Date(second))).toEqual([{ at: second, clause: 'PAG-02', from: 'pass', to: 'fail' }]);
  expect(eventsSince(entries, new Date(Date.parse(second) + 1))).toEqual([]);
});

test('a long text is cut where it may be, and its end says how much is missing', () => {
  expect([safe('abcd', 4), safe('abcde', 4)]).toEqual(['abcd', 'abcd... (1 more)']);
  expect(safe('abc😀e', 4), 'never within a character').toBe('abc... (3 more)');
  expect(safe('a\nb', 9)).toBe('a\\nb');
});

const HEADLINES: readonly [what: string, record: RunRecord, word: string, sentence: string][] = [
  ['a failure', recordWith([fails('PAG-02'), said('PAG-03')]), 'broken', '1 clause of the contract fails, 2 of'],
  ['two failures', recordWith([fails('PAG-02'), fails('PAG-03')]), 'broken', '2 clauses of the contract fail, 2 of'],
  ['a warning', recordWith([said('CON-05', { verdict: 'warn' })]), 'conforms', 'none fails: 0 pass, 1 warning'],
  ['no warning', recordWith([said('CON-05')]), 'conforms', 'none fails: 1 pass'],
  ['nothing tried', recordWith([]), 'inconclusive', 'not built yet'],
  ['an error', recordWith([fails('PAG-02')], { trouble: 'it stopped.' }), 'broken', '1 clause'],
  ['an error and no failure', recordWith([said('PAG-02')], { trouble: 'it stopped.' }), 'inconclusive', 'it stopped'],
];
for (const [what, record, word, sentence] of HEADLINES)
  test(`a run with ${what} is told as ${word}`, () => {
    expect(headline(record)).toEqual({ word, sentence: expect.stringContaining(sentence) });
    expect(headline(record).sentence).not.toMatch(/\.$/);
  });

test('a cause that was broken before is still there, one that comes and goes is flaky, and the first run knows neither', () => {
  const run = (id: string, result: ClauseRecord, day: number): RunRecord => ({
    ...recordWith([result, said('SEC-02')]),
    ...{ id, finishedAt: `2026-11-0${day}T02:00:00.000Z` },
  });
  const told = (letters: string) => {
    const runs = [...letters].map((letter, at) =>
      run(`r${at}`, letter === 'f' ? fails('LIM-01') : said('LIM-01'), at + 1),
    );
    const entries = runs.map(historyEntry);
    const changes = changesOf(entries.at(-1)!, entries);
    return causeLines({ ...runs.at(-1)!, changes })[0]?.replace(/^cause {2}[^(]*|: LIM-01$/g, '');
  };
  expect(told('f')).toBe('(no run before to compare with)');
  expect(told('pf')).toBe('(new in this run)');
  expect(told('pff')).toBe('(since 2 Nov 2026, 2 runs)');
  expect(told('ff')).toBe('(since 1 Nov 2026 or longer, 2 runs)');
  expect(told('pfpf')).toBe('(flaky)');
});

test('a headline names the field where only one is filtered or sorted wrongly, and the lists', () => {
  const filtered = (field: string, operation = 'listUsers') => ({
    ...finding(operation),
    want: `the rows whose ${field} equals "a"`,
  });
  const headlineOf = (...findings: ClauseRecord['findings']) =>
    causeLines(recordWith([said('FIL-07', { verdict: 'fail', findings })]))[0];
  const rule = RULES.find(({ id }) => id === 'unknown-filter')!.headline;
  expect(headlineOf(filtered('name'))).toContain(`${rule} (name), on listUsers (`);
  expect(headlineOf(filtered('name'), filtered('id'))).toContain(`${rule}, on listUsers (`);
  const both = { ...finding(), want: 'the rows whose name equals "a" and id equals "1"' };
  expect(headlineOf(both)).toContain(`${rule}, on listUsers (`);
  const on = (...lists: string[]) => headlineOf(...lists.map((list) => filtered('name', list)));
  expect(on('listUsers', 'listClients')).toContain(', on listUsers and listClients (');
  expect(on('listUsers', 'listClients', 'listReviews')).toContain(', on listUsers, listClients and 1 more (');
});

test('across targets one that is broken counts before one that is inconclusive', () => {
  const results = (...codes: number[]) => codes.map((exitCode, at) => ({ name: `t${at}`, exitCode }));
  expect([[0, 0], [0, 2], [2, 1], [0, 1], []].map((codes) => targetsExitCode(results(...codes)))).toEqual([
    0, 2, 1, 1, 0,
  ]);
  expect(targetsSummary(results(0, 1, 2)).match(/conforms|broken|inconclusive/g)).toEqual([
    'conforms',
    'broken',
    'inconclusive',
  ]);
});

/** A drill in which one rule is broken so many times. */
function drillWith(findings: number, also: string[] = []): DrillRecord {
  const drill = richDrill();
  const rule = drill.rules.find(({ id }) => id === 'USE-01')!;
  const found = Array.from({ length: findings }, (_, n) => ({ ...rule.findings[0]!, scenario: `s-${n}`, also }));
  return { ...drill, rules: [{ ...rule, findings: found }], totals: { pass: 0, warn: 0, fail: 1, notRun: 0 } };
}

test('the findings of a drill are counted where they are cut, and scenarios in one and many', () => {
  expect(drillLines(drillWith(3)).join('\n')).not.toContain('more in the report');
  expect(drillLines(drillWith(4))).toContain('fail  USE-01 ... and 1 more in the report');
  expect(drillSummary(drillWith(5))).not.toContain('more in report.html');
  expect(drillSummary(drillWith(6))).toContain('- ... and 1 more in report.html.');
  expect(drillSummary(drillWith(1, ['a']))).toContain(
    '- **s-0** (and in 1 more scenario): expected 0 requests, got 1.',
  );
  expect(drillSummary(drillWith(1, ['a', 'b']))).toContain('- **s-0** (and in 2 more scenarios): expected');
  expect(drillLines(drillWith(1, ['a']))).toContain(
    'fail  USE-01 s-0: expected 0 requests, got 1 (and in 1 more scenario)',
  );
  expect(drillHeadline(drillWith(1))).toEqual({ word: 'broken', sentence: '1 rule is broken; 2 of 3 scenarios run' });
});

test('a drill of all scenarios says that a known finding is gone, and one of some does not', () => {
  const folder = test.info().outputPath();
  const known = test.info().outputPath('known.yaml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(known, 'findings:\n- { clause: USE-01, operation: plain, reason: agreed, until: 2999-01-01 }\n');
  const gone = (...whole: boolean[]) =>
    finishDrill(drillWith(1), folder, { MITP_KNOWN_FINDINGS: known }, ...whole).lines;
  expect(gone()).toContain(
    'error  known.yaml: USE-01 plain is no longer needed, its finding is gone: remove the entry.',
  );
  expect(gone(false).join('\n')).not.toContain('no longer needed');
});
