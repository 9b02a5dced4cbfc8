import type { DrillRecord } from '../../spec/drill-record.ts';
import { byReason } from '../words.ts';
import { asRun } from './as-run.ts';
import { drillFindingLine, drillHeadline } from './words.ts';

const MOST = 3;

/** The end of a drill in a few lines: the findings, what was not run and why, the verdict. */
export function drillLines(record: DrillRecord): string[] {
  const { pass, warn, fail, notRun } = record.totals;
  const { word, sentence } = drillHeadline(record);
  const found = record.rules
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
    .sort((a, b) => (a.verdict === b.verdict ? 0 : a.verdict === 'fail' ? -1 : 1));
  // Where the client could not be drilled at all, the error says it for every rule.
  const reasons = record.errors.length > 0 ? [] : byReason(asRun(record).clauses);
  return [
    '',
    ...found.flatMap(({ id, verdict, findings }) => [
      ...findings.slice(0, MOST).map((finding) => `${verdict}  ${id} ${drillFindingLine(finding)}`),
      ...(findings.length > MOST ? [`${verdict}  ${id} ... and ${findings.length - MOST} more in the report`] : []),
    ]),
    ...reasons.map(([reason, ids]) => `not run: ${ids.join(', ')}: ${reason}`),
    ...record.notes,
    ...record.errors.map((error) => `error  ${error}`),
    ...(record.suppressionProblems ?? []).map((problem) => `error  ${problem}`),
    `${pass} pass, ${warn} warn, ${fail} fail, ${notRun} not run`,
    `Verdict: ${word} (${sentence})`,
  ];
}
