import { join, resolve, basename } from 'node:path';
import { drillExitCode, type DrillRecord } from '../../spec/drill-record.ts';
import { makeDirectory, replaceFile } from '../files.ts';
import { places } from '../finish.ts';
import { annotations } from '../formats/annotations.ts';
import { ctrf } from '../formats/ctrf.ts';
import { junit } from '../formats/junit.ts';
import { inMarkup } from '../formats/index.ts';
import { visibleJson } from '../safe.ts';
import type { Redact } from '../../spec/redact.ts';
import { asRun } from './as-run.ts';
import { drillLines } from './console.ts';
import { drillPage } from './page.ts';
import { drillSummary } from './summary.ts';
import { readKnownFindings, suppress } from '../changes/known-findings.ts';

const json = (record: DrillRecord) => visibleJson(`${JSON.stringify(record, null, 2)}\n`);

/** How the name of a secret is written into a file. */
const markOf = (file: string) => (/\.(md|xml|html)$/.test(file) ? inMarkup : undefined);

/** The files of a drill's report. */
const FORMATS: readonly { file: string; render: (record: DrillRecord) => string }[] = [
  { file: 'drill.json', render: json },
  { file: 'summary.md', render: drillSummary },
  { file: 'junit.xml', render: (record) => junit(asRun(record)) },
  { file: 'ctrf.json', render: (record) => ctrf(asRun(record)) },
  { file: 'report.html', render: drillPage },
];

/** A drill that was written down. */
export interface FinishedDrill {
  readonly exitCode: 0 | 1 | 2;
  /** For people, on stderr. */
  readonly lines: readonly string[];
  /** The record, for stdout. */
  readonly json: string;
}

/**
 * Finishes a drill: known findings are applied, and every format is written. A file that cannot be written is reported, and loses
 * no verdict.
 * @param whole whether every scenario was meant to run
 * @param redact the last step of every writer: hides secrets in the text
 */
export function finishDrill(
  drilled: DrillRecord,
  reportDir: string | undefined,
  env: NodeJS.ProcessEnv,
  whole = true,
  redact: Redact = (text) => text,
): FinishedDrill {
  const { knownFindings, reportDir: usual } = places(env);
  const directory = reportDir ?? usual;
  let record = drilled;
  try {
    record = suppressed(drilled, knownFindings, whole);
  } catch (error) {
    record = { ...drilled, errors: [...drilled.errors, error instanceof Error ? error.message : String(error)] };
  }
  const lines = drillLines(record);
  try {
    makeDirectory(directory);
    for (const { file, render } of FORMATS) replaceFile(join(directory, file), redact(render(record), markOf(file)));
    lines.push(`Report: ${resolve(directory)}/report.html`);
  } catch (error) {
    lines.push(`error  the report could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (env['GITHUB_ACTIONS'] === 'true') lines.push(...annotations(asRun(record)));
  return { exitCode: drillExitCode(record), lines, json: redact(json(record)) };
}

/**
 * Applies known-findings.yaml to a drill as to a run: a failed rule with only known findings warns. Entries for clauses of the
 * server are left alone.
 * @throws Error saying what is wrong with the file
 */
function suppressed(record: DrillRecord, file: string, whole: boolean): DrillRecord {
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
