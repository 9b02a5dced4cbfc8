import { basename } from 'node:path';

import type { DrillRecord } from '../../spec/drill-record.ts';
import { readKnownFindings, suppress } from '../changes/known-findings.ts';
import { asRun } from './as-run.ts';

/**
 * Applies known-findings.yaml to a drill as to a run: a failed rule with only known findings warns. Entries for clauses of the
 * server are left alone.
 * @throws Error saying what is wrong with the file
 */
export function suppressed(record: DrillRecord, file: string, whole: boolean): DrillRecord {
  const known = readKnownFindings(file).filter(({ clause }) => clause.startsWith('USE-'));
  const { clauses, totals, agreementProblems } = suppress(asRun(record, whole), known, basename(file));
  const rules = record.rules.map((rule) => {
    const clause = clauses.find(({ id }) => id === rule.id);
    const findings = rule.findings.map((finding, at) => {
      const agreed = clause?.findings[at]?.known;
      return agreed ? { ...finding, known: agreed } : finding;
    });
    return { ...rule, verdict: clause?.verdict ?? rule.verdict, findings };
  });
  return { ...record, rules, totals, ...(agreementProblems && { suppressionProblems: agreementProblems }) };
}
