import { sentenceOf } from '../../spec/sentences.ts';
import { findingLine } from '../words.ts';
import type { ClauseRecord, Grade, RunRecord } from '../run.ts';

const STATUS: Readonly<Record<Grade, string>> = {
  pass: 'passed',
  warn: 'passed',
  fail: 'failed',
  'not-run': 'skipped',
};

/** `ctrf.json`: the Common Test Report Format, for tools and actions that read it. @see https://ctrf.io */
export function ctrf(run: RunRecord): string {
  const { pass, warn, fail, notRun } = run.totals;
  const flaky = new Set(run.changes?.flaky.map(({ clause }) => clause));
  const [start, stop] = [Date.parse(run.startedAt), Date.parse(run.finishedAt)];
  const report = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    timestamp: run.finishedAt,
    generatedBy: 'myitprocess-contract',
    results: {
      tool: { name: 'myitprocess-contract' },
      summary: {
        ...{ tests: run.clauses.length, passed: pass + warn, failed: fail, skipped: notRun, pending: 0, other: 0 },
        ...{ flaky: flaky.size, start, stop },
      },
      tests: run.clauses.map((clause) => test(clause, flaky.has(clause.id))),
      environment: { testEnvironment: run.target.baseUrl, extra: { seed: run.seed, depth: run.depth, run: run.id } },
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function test(record: ClauseRecord, flaky: boolean): object {
  const { id, level, verdict, reason, checked, findings } = record;
  const message = verdict === 'not-run' ? reason : findings.map(findingLine).join('\n');
  return {
    name: `${id} ${sentenceOf(id)}`.trim(),
    status: STATUS[verdict],
    duration: Math.round((record.seconds ?? 0) * 1000),
    suite: ['contract', id.split('-')[0] ?? id],
    rawStatus: verdict,
    tags: [id, `level-${level}`],
    ...(message ? { message } : {}),
    ...(flaky ? { flaky } : {}),
    extra: { level, checked },
  };
}
