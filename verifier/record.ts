import { clauses, type Clause } from '../spec/clauses.ts';
import type { ClauseRecord, RunRecord } from '../spec/generated/run-record.ts';
import { levelIn } from '../spec/learn/knowledge.ts';
import { hideIn } from '../spec/redact.ts';
import { shownExchanges } from './shown-exchanges.ts';
import { runFacts, trouble } from './run-facts.ts';
import type { TargetConfig } from './config.ts';
import type { RunPlan } from './run-state.ts';
import type { Run } from './run.ts';
import { suiteOf } from './suites.ts';

/** The results of the clauses that were judged, and the errors of the run itself. */
export interface Judged {
  readonly results: ReadonlyMap<string, ClauseRecord>;
  readonly errors: readonly string[];
}

/**
 * The record of a run so far: every clause is in it, those without a result as `not-run` with the reason. Key values are replaced
 * by their names.
 */
export function recordOf(run: Run, { results, errors }: Judged): RunRecord {
  const records = clauses().map((clause) => results.get(clause.id) ?? notJudged(clause, run, errors));
  const { findings, exchanges } = shownExchanges(
    records.flatMap((clause) => clause.findings),
    run.context,
  );
  const shown = records.map((clause) => ({ ...clause, findings: findings.splice(0, clause.findings.length) }));
  const cause = trouble(run);
  const record: RunRecord = {
    schemaVersion: 1,
    ...runFacts(run),
    finishedAt: new Date().toISOString(),
    totals: totals(shown),
    clauses: shown,
    errors: [
      ...new Set([...(cause === undefined ? [] : [cause]), ...errors, ...run.state.leftBehind, ...run.state.toRemove]),
    ],
    ...coverageOf(shown),
    exchanges,
  };
  return hideIn(record, (text) => run.secrets.hide(text));
}

/** The record of a run that did not start: every clause is `not-run` for the same reason. */
export function abortedRecord(config: TargetConfig, plan: RunPlan, reason: string): RunRecord {
  const { suites: _, ...facts } = plan;
  const { baseUrl, limit, windowSeconds, controlUrl } = config;
  const records = clauses().map(({ id, level, sentence }) => ({
    ...{ id, level, sentence, verdict: 'not-run' as const, reason },
    ...{ checked: 0, findings: [], notes: [] },
  }));
  return {
    schemaVersion: 1,
    ...facts,
    finishedAt: new Date().toISOString(),
    target: { baseUrl, embedded: controlUrl !== undefined, limit, windowSeconds },
    requests: { sent: 0, served: 0, refused401: 0, limited429: 0, unplanned429: 0, windows: 0 },
    totals: totals(records),
    clauses: records,
    errors: [reason],
  };
}

/** Counts the clauses of each verdict. */
export function totals(records: readonly ClauseRecord[]): RunRecord['totals'] {
  const count = (verdict: ClauseRecord['verdict']) => records.filter((clause) => clause.verdict === verdict).length;
  return { pass: count('pass'), warn: count('warn'), fail: count('fail'), notRun: count('not-run') };
}

/** What was tried on each operation, added up over the clauses. */
function coverageOf(records: readonly ClauseRecord[]): Pick<RunRecord, 'coverage'> {
  const cells = records.flatMap(({ id, extra }) =>
    Object.entries(extra?.operations ?? {}).map(([operation, checked]) => ({ operation, clause: id, checked })),
  );
  return cells.length > 0 ? { coverage: cells } : {};
}

function notJudged(clause: Clause, run: Run, errors: readonly string[]): ClauseRecord {
  const { id, sentence } = clause;
  const level = levelIn(run.context.contract, clause);
  const reason = whyNot(clause, run, errors);
  return { id, level, sentence, verdict: 'not-run', reason, checked: 0, findings: [], notes: [] };
}

function whyNot({ id, group }: Clause, { plan, catalogue }: Run, errors: readonly string[]): string {
  const suite = suiteOf(group);
  if (!plan.suites.includes(suite)) return `suite ${suite} not selected`;
  if (!catalogue.checks[suite].some(({ clause }) => clause === id)) return 'not built yet';
  return errors[0] ?? 'not selected';
}
