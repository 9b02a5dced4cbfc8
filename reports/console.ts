import { toldCauses } from './causes/told.ts';
import { moveText, sinceText } from './causes/words.ts';
import {
  byReason,
  changesSentence,
  clauseLines,
  fieldCoverageSentence,
  headline,
  movedSentence,
  someIds,
} from './words.ts';
import type { ClauseRecord, RunRecord } from './run.ts';
import type { Written } from './write.ts';

/** Most causes that the terminal names; the report has all. */
const MOST_CAUSES = 5;

/** Lines about a clause that was just judged, while the run goes on; none for one that passed. */
export function progressLines(clause: ClauseRecord): string[] {
  if (clause.verdict !== 'fail' && clause.verdict !== 'warn') return [];
  return clauseLines(clause).map((line) => `${clause.verdict}  ${line}`);
}

/** The end of a run in a few lines: what went wrong, the totals, the verdict, and where the report is. */
export function endLines(run: RunRecord, written: Written): string[] {
  const { pass, warn, fail, notRun } = run.totals;
  const { word, sentence } = headline(run);
  const page = written.files.find((file) => file === 'report.html') ?? written.files.at(-1);
  return [
    '',
    ...run.errors.map((error) => `error  ${error}`),
    ...causeLines(run),
    ...byReason(run.clauses).map(([reason, ids]) => `not run  ${someIds(ids, 3)}: ${reason}`),
    `${pass} pass, ${warn} warn, ${fail} fail, ${notRun} not run`,
    ...triedLines(run),
    costLine(run),
    ...[fieldCoverageSentence(run) ?? [], movedSentence(run) ?? []].flat(),
    ...unplannedLines(run),
    ...[changesSentence(run) ?? []].flat(),
    `Verdict: ${word} (${sentence})`,
    ...(page === undefined ? [] : [`Report: ${written.directory}/${page}`]),
    ...(run.agreementProblems ?? []).map((problem) => `error  ${problem}`),
    ...written.broken.map((problem) => `error  a report format is broken: ${problem}`),
    ...unwrittenLines(run, written),
  ];
}

/** What broke, by its likely cause: since when, the clauses, whose move it is and the next step. */
function causeLines(run: RunRecord): string[] {
  const causes = toldCauses(run).filter(({ fails }) => fails);
  return [
    ...causes
      .slice(0, MOST_CAUSES)
      .flatMap((cause) => [
        `cause  ${cause.headline} (${sinceText(cause)}): ${someIds(cause.clauses)}`,
        `       ${moveText(cause)}`,
      ]),
    ...(causes.length > MOST_CAUSES ? [`cause  ... and ${causes.length - MOST_CAUSES} more in the report`] : []),
  ];
}

/** How much was tried, and how much a verdict needs. */
function triedLines({ tried }: RunRecord): string[] {
  return tried === undefined ? [] : [`${tried.tried} of ${tried.of} clauses tried; a verdict takes ${tried.least}`];
}

/** What the verdict cost the target, beside the least that any run costs. */
export function costLine({ requests, totals, plan }: RunRecord): string {
  const verdicts = totals.pass + totals.warn + totals.fail;
  const each = verdicts === 0 ? '' : `, ${(requests.served / verdicts).toFixed(1)} per clause`;
  const windows = requests.windows === 1 ? '1 window' : `${requests.windows} windows`;
  const least = plan?.atLeast;
  const bound = least ? `; ${least.requests} went on the rate limit` : '';
  return `${requests.served} requests served in ${windows}${each}${bound}`;
}

/** Unexpected 429 responses: if another client uses the quota, evidence on the limit is doubtful. */
function unplannedLines({ requests: { unplanned429 } }: RunRecord): string[] {
  if (unplanned429 === 0) return [];
  const were = unplanned429 === 1 ? '1 request was' : `${unplanned429} requests were`;
  return [`${were} rejected although quota was left: another client uses it, or the limit is lower than configured`];
}

/** A report that could not be written loses no verdict: the failed clauses are listed here. */
function unwrittenLines(run: RunRecord, { unwritten }: Written): string[] {
  if (unwritten.length === 0) return [];
  const lost = run.clauses.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const again = lost.length === 0 ? '' : ' What does not hold:';
  return [
    ...unwritten.map((problem) => `error  the report could not be written: ${problem}`),
    `The verdict stands; choose another directory with --report-dir or MITP_REPORT_DIR.${again}`,
    ...lost.flatMap((clause) => clauseLines(clause, Infinity).map((line) => `${clause.verdict}  ${line}`)),
  ];
}
