import type { DrillRecord } from '../../spec/drill-record.ts';
import type { RunRecord } from '../run.ts';
import { safe, visible } from '../safe.ts';
import { count } from '../words.ts';

/** The command as it was typed, on one line. */
export const commandText = ({ command }: DrillRecord): string =>
  visible(
    command.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' '),
  );

/** What a drill costs: requests of all runs. */
export const requestsOf = ({ scenarios }: DrillRecord): number =>
  scenarios.reduce((sum, { requests }) => sum + requests, 0);

/**
 * A drill in the form of a run, for formats that read a run: a rule is a clause, a scenario an operation. Texts of the client are
 * escaped.
 * @param whole whether every scenario was meant to run, so that a finding that did not occur is gone
 */
export function asRun(record: DrillRecord, whole = true): RunRecord {
  const { id, startedAt, finishedAt, strict, totals, errors, scenarios, rules } = record;
  const run = scenarios.filter(({ verdict }) => verdict !== 'not-run');
  return {
    ...{ schemaVersion: 1, id, startedAt, finishedAt, seed: 1, depth: 'full', strict, totals },
    target: { baseUrl: `client ${commandText(record)}`, embedded: false, limit: 50, windowSeconds: 60 },
    requests: {
      ...{ sent: requestsOf(record), served: 0, refused401: 0, limited429: 0, unplanned429: 0, windows: 0 },
    },
    clauses: rules.map(({ id: rule, verdict, reason, checked, findings }) => ({
      ...{ id: rule, level: 'D', verdict, checked, notes: [], ...(reason !== undefined && { reason: safe(reason) }) },
      findings: findings.map(({ scenario, want, got, request, also = [], known }) => ({
        operation: scenario,
        want: safe(want, 400),
        got: safe(`${got}${also.length > 0 ? ` (and in ${count(also.length, 'more scenario')})` : ''}`, 400),
        ...(request !== undefined && { pointer: safe(request) }),
        ...(known && { known }),
      })),
    })),
    errors: errors.map((error) => safe(error, 400)),
    coverage: whole
      ? rules.flatMap(({ id: clause }) => run.map(({ id: operation }) => ({ operation, clause, checked: 1 })))
      : [],
  };
}
