import { expect, test } from '@playwright/test';
import { changesOf } from '../../../reports/changes/changes.ts';
import { historyEntry, type HistoryEntry } from '../../../reports/changes/history.ts';
import { eventsSince } from '../../../reports/changes/since.ts';
import { firstScreen } from '../../../reports/html/first-screen.ts';
import { strip } from '../../../reports/html/strip.ts';
import { trend } from '../../../reports/html/trend.ts';
import { summary } from '../../../reports/formats/summary.ts';
import { totals } from '../../../reports/totals.ts';
import type { ClauseRecord, RunRecord } from '../../../reports/run.ts';
import { digest } from '../digest.ts';
import { dice } from '../dice.ts';
import { fixtureRun } from './fixtures/run.ts';

const RUNS = 150;
const DAY = 86_400_000;
const IDS = ['PAG-02', 'FIL-03', 'KEY-06', 'SRT-06', 'AUTH-07'];
const BASE = fixtureRun();
type Dice = ReturnType<typeof dice>;

/** A run of a few clauses; mostly what they said the night before. */
function drawnRun(night: number, before: RunRecord | undefined, { random, pick }: Dice): RunRecord {
  const clauses = IDS.map((id): ClauseRecord => {
    const last = before?.clauses.find((one) => one.id === id);
    const verdict = last && random() < 0.6 ? last.verdict : pick('pass', 'pass', 'warn', 'fail', 'not-run');
    const isBroken = verdict === 'warn' || verdict === 'fail';
    const known = { reason: pick('ticket 1', 'ticket 2'), until: pick('2027-01-01', '2027-02-01') };
    const finding = { operation: pick('listUsers', 'listClients'), want: 'this', got: 'that' };
    const findings = isBroken ? Array.from({ length: pick(1, 1, 2, 3) }, () => finding) : [];
    const told = findings.map((one) => (verdict === 'warn' && random() < 0.5 ? { ...one, known } : one));
    const record: ClauseRecord = {
      id,
      level: pick('D', 'O', 'A'),
      verdict,
      checked: pick(0, 1, 7),
      findings: told,
      notes: [],
    };
    return verdict === 'not-run'
      ? { ...record, reason: pick('MITP_DOCS_URL is not set', 'the target did not respond') }
      : record;
  });
  const place = { kind: 'new member', operation: 'listUsers', count: 1 };
  const { rejection: _, limiter: __, ...base } = BASE;
  return {
    ...{ ...base, id: `night-${night}`, clauses, totals: totals(clauses), strict: random() < 0.05 },
    ...{ errors: pick([], [], [], ['stopped']), exchanges: {}, members: [], coverage: [] },
    finishedAt: new Date(Date.parse(BASE.finishedAt) + night * DAY).toISOString(),
    depth: pick('full', 'full', 'full', 'full', 'standard'),
    contract: { ...BASE.contract!, digest: pick('one', 'one', 'one', 'two') },
    target: { ...BASE.target, ...pick({}, {}, { version: '2' }) },
    drift: pick([], ['/a'], ['/a'], ['/a', '/b']).map((pointer) => ({ ...place, pointer })),
  };
}

function said(seed: number): string {
  const drawn = dice(seed);
  const runs: RunRecord[] = [];
  const nights = drawn.pick(1, 2, 3, 5, 8, 13);
  for (let night = 0; night < nights; night += 1) runs.push(drawnRun(night, runs.at(-1), drawn));
  const entries: HistoryEntry[] = runs.map(historyEntry);
  const [run, entry] = [runs.at(-1)!, entries.at(-1)!];
  const changes = changesOf(entry, drawn.pick(entries, entries.slice(0, -1)));
  const record: RunRecord = { ...run, changes };
  const shown = [firstScreen(record, entries), trend(record, entries), ...IDS.map((id) => strip(id, entries))];
  const events = eventsSince(entries, new Date(Date.parse(run.finishedAt) - drawn.pick(0, 1, 2, 30) * DAY));
  const kinds = changes.changes.map(({ clause, kind, runs: row = '' }) => `${clause} ${kind} ${row}`.trim());
  const words = `${kinds.join(', ')}; ${changes.flaky.map(({ clause }) => `${clause} flaky`).join(', ')}; ${changes.news ? 'news' : ''}`;
  return `${seed}: ${runs.length} runs; ${words} ${[changes, shown.map((one) => one?.text), events, summary(record)].map(digest).join(' ')}`;
}

test('what is said of drawn nights, what changed since when, and how it is shown, is as it was', () => {
  const lines = Array.from({ length: RUNS }, (_, seed) => said(seed));
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('drawn-nights.txt');
});
