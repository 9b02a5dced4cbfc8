import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { addToHistory, historyEntry, readHistory } from '../reports/changes/history.ts';
import { changesOf } from '../reports/changes/changes.ts';
import { totals } from '../reports/totals.ts';
import type { RunRecord } from '../reports/run.ts';
import { writeReport } from '../reports/write.ts';
import { clauses } from '../spec/clauses.ts';
import { median } from './results.ts';

/** What a history of some length costs, in milliseconds. */
export interface HistoryCost {
  readonly runs: number;
  readonly readMs: number;
  readonly addMs: number;
  /** Comparing with the history and writing every format. */
  readonly reportMs: number;
  readonly pageKb: number;
}

const DAY = 86_400_000;
const TIMES = 3;

/** A run of a night; a clause in ten fails, another one each week. */
function night(at: number): RunRecord {
  const finishedAt = new Date(Date.UTC(2012, 0, 1) + at * DAY).toISOString();
  const results = clauses().map((clause, place) => {
    const fails = (place + Math.floor(at / 7)) % 10 === 0;
    return {
      id: clause.id,
      level: clause.level,
      verdict: fails ? ('fail' as const) : ('pass' as const),
      checked: 3,
      findings: fails ? [{ operation: 'listClients', want: 'a', got: 'b', pointer: '', reproduce: 'curl' }] : [],
      notes: [],
    };
  });
  return {
    ...{ schemaVersion: 1, id: `run-${at}`, startedAt: finishedAt, finishedAt },
    ...{ seed: 1, depth: 'standard', strict: false },
    target: { baseUrl: 'https://bench.example/public-api/v1', embedded: false, limit: 50, windowSeconds: 60 },
    requests: { sent: 0, served: 0, refused401: 0, limited429: 0, unplanned429: 0, windows: 0 },
    ...{ totals: totals(results), clauses: results, errors: [] },
  };
}

const timed = (work: () => void): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

/** Makes a history of `runs` nights and measures what the next night takes. */
export function historyGrowth(runs: number): HistoryCost {
  const folder = mkdtempSync(join(tmpdir(), 'mitp-bench-'));
  const history = join(folder, 'history');
  try {
    for (let at = 0; at < runs; at += 1)
      addToHistory(history, historyEntry(night(at)), { keep: at === runs - 1 ? runs : Infinity });
    const measured = Array.from({ length: TIMES }, (_, turn) => {
      const run = night(runs + turn);
      let entries: ReturnType<typeof readHistory>['entries'] = [];
      const readMs = timed(() => (entries = readHistory(history).entries));
      const reportMs = timed(() => {
        const entry = historyEntry(run);
        writeReport({ ...run, changes: changesOf(entry, entries) }, [...entries, entry], folder);
      });
      const addMs = timed(() => addToHistory(history, historyEntry(run), { keep: runs }));
      return { readMs, reportMs, addMs };
    });
    return {
      runs,
      readMs: median(measured.map(({ readMs }) => readMs)),
      addMs: median(measured.map(({ addMs }) => addMs)),
      reportMs: median(measured.map(({ reportMs }) => reportMs)),
      pageKb: statSync(join(folder, 'report.html')).size / 1024,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
