import { FAULTS } from '../../mocks/faults/index.ts';
import { count as plural } from '../../reports/words.ts';
import type { FaultResult, ConformingResult } from './result.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../reports/files.ts';

/** A whole proof. */
export interface Proof {
  readonly seed: number;
  /** Tasks that were left undone, because the user stopped the proof; those that were aborted have an `error` instead. */
  readonly undone: number;
  readonly startedAt: string;
  readonly seconds: number;
  /** Set for a shard: which one, and the names of all tasks in their order. */
  readonly shard?: { readonly index: number; readonly of: number; readonly tasks: readonly string[] };
  readonly faults: readonly FaultResult[];
  readonly conforming: readonly ConformingResult[];
}

const isDone = ({ error }: { readonly error?: string }) => error === undefined;

/** The faults that were judged and not found on their clause. */
export const survivors = ({ faults }: Proof) => faults.filter((one) => isDone(one) && one.outcome !== 'killed');
export const falseAlarms = ({ conforming }: Proof) => conforming.filter(({ alarms }) => alarms.length > 0);

/** Every run of a proof. */
export const judgedIn = ({ faults, conforming }: Pick<Proof, 'faults' | 'conforming'>) => [...faults, ...conforming];

/** Runs that ended with an error of ours, or whose process ended: they show nothing of the suites. */
const aborted = (proof: Proof) => judgedIn(proof).filter((one) => !isDone(one));
const undone = (proof: Proof) => proof.undone + aborted(proof).length;

/** Checks that threw in any of these results, each with how often it did. */
export function threwLines(results: readonly { readonly threw?: readonly string[] }[]): string[] {
  const times = new Map<string, number>();
  for (const one of results.flatMap(({ threw = [] }) => threw)) times.set(one, (times.get(one) ?? 0) + 1);
  return [...times].map(([what, count]) => `- ${what}${count > 1 ? ` (${count} times)` : ''}`);
}

/** Words for a headline about checks that threw. */
export const threwInWords = (results: readonly { readonly threw?: readonly string[] }[]): string => {
  const count = results.filter(({ threw = [] }) => threw.length > 0).length;
  return count === 0 ? 'no check threw' : `a check threw in ${count} runs`;
};

const faultOf = (id: string) => FAULTS.find((fault) => fault.id === id);
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The figures in one line. */
export function headline(proof: Proof): string {
  const { seconds, seed } = proof;
  const [faults, conforming] = [proof.faults.filter(isDone), proof.conforming.filter(isDone)];
  const parts = [
    ...(faults.length > 0
      ? [`${faults.length - survivors(proof).length} of ${faults.length} faults found on their clause`]
      : []),
    ...(conforming.length > 0
      ? [`${falseAlarms(proof).length} false alarms in ${conforming.length} conforming servers`]
      : []),
    ...(undone(proof) > 0 ? [`${plural(undone(proof), 'task')} left undone`] : []),
    threwInWords(judgedIn(proof)),
  ];
  return `${parts.join(', ')} (seed ${seed}, ${Math.round(seconds)} s)`;
}

/** The kill matrix: for each fault, the clauses it breaks and those that flagged it. */
function matrix({ faults }: Proof): string {
  const rows = faults.map(({ task, flags, outcome, depth }) => {
    const fault = faultOf(task.id);
    const own = flags.filter(({ clause }) => fault?.clauses.includes(clause)).map(({ clause }) => `**${clause}**`);
    const others = flags.filter(({ clause }) => !fault?.clauses.includes(clause)).map(({ clause }) => clause);
    const words = [
      fault?.class,
      `\`${task.id}\``,
      fault?.sentence,
      fault?.clauses.join(' '),
      outcome,
      [...own, ...others].join(' '),
      depth,
    ];
    return `| ${words.map((word) => cell(word ?? '')).join(' | ')} |`;
  });
  return [
    '| class | fault | what the broken server does | breaks | outcome | flagged on (its own in bold) | depth |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** The proof for people. */
export function markdown(proof: Proof): string {
  const lines = survivors(proof).map(({ task, outcome, flags, why }) => {
    const where = flags.map(({ clause }) => clause).join(' ');
    const told = [outcome, ...(where ? [`flagged on ${where}`] : []), ...(why ?? [])].join('; ');
    return `- \`${task.id}\` (${faultOf(task.id)?.clauses.join(' ') ?? ''}): ${told}`;
  });
  const alarms = falseAlarms(proof).flatMap(({ task, alarms: flags }) =>
    flags.map(
      ({ clause, message }) => `- ${task.id}, ${task.limiter}, ${task.size}, seed ${task.seed}: ${clause} ${message}`,
    ),
  );
  const skipped = aborted(proof).map(({ task, error }) => `- \`${task.id}\`: ${error}`);
  const threw = threwLines(judgedIn(proof));
  return [
    '# Proof',
    headline(proof),
    ...(lines.length > 0 ? ['## Not found on their clause', lines.join('\n')] : []),
    ...(alarms.length > 0 ? ['## False alarms', alarms.join('\n')] : []),
    ...(skipped.length > 0 ? ['## Left undone', skipped.join('\n')] : []),
    ...(threw.length > 0 ? ['## Checks that threw', threw.join('\n')] : []),
    ...(proof.faults.length > 0 ? ['## Kill matrix', matrix(proof)] : []),
    '',
  ].join('\n\n');
}

/** The content of a badge (the endpoint schema of shields.io). */
export function badge(proof: Proof): object {
  const lost = survivors(proof).length + falseAlarms(proof).length + undone(proof);
  const { length } = proof.faults;
  return {
    schemaVersion: 1,
    label: 'faults found',
    message: `${length - survivors(proof).length}/${length}, ${falseAlarms(proof).length} false alarms`,
    color: lost === 0 ? 'brightgreen' : 'red',
  };
}

/** The counts that `figures.json` holds. */
export function figures(proof: Proof): object {
  const classes = [...new Set(proof.faults.map(({ task }) => faultOf(task.id)?.class ?? ''))];
  const found = proof.faults.filter(({ outcome }) => outcome === 'killed');
  const count = (results: readonly FaultResult[], name: string) =>
    results.filter(({ task }) => faultOf(task.id)?.class === name).length;
  return {
    measuredAt: proof.startedAt.slice(0, 10),
    node: process.version,
    seed: proof.seed,
    seconds: Math.round(proof.seconds),
    faults: proof.faults.length,
    found: found.length,
    atFullDepth: found.filter(({ depth }) => depth === 'full').length,
    conformingServers: proof.conforming.length,
    falseAlarms: falseAlarms(proof).length,
    runsInWhichACheckThrew: judgedIn(proof).filter(({ threw = [] }) => threw.length > 0).length,
    classes: classes.map((name) => ({ class: name, faults: count(proof.faults, name), found: count(found, name) })),
  };
}

/** Writes a proof in every form: JSON, the kill matrix, the badge, the figures. */
export function writeProof(proof: Proof, reportDir: string): void {
  makeDirectory(reportDir);
  writeFileSync(join(reportDir, 'prove.json'), JSON.stringify(proof, null, 2));
  writeFileSync(join(reportDir, 'prove.md'), markdown(proof));
  writeFileSync(join(reportDir, 'badge.json'), `${JSON.stringify(badge(proof), null, 2)}\n`);
  writeFileSync(join(reportDir, 'figures.json'), `${JSON.stringify(figures(proof), null, 2)}\n`);
}

/** The end of a proof, for people. */
export const proofLines = (proof: Proof, reportDir: string): string =>
  `${headline(proof)}\nThe kill matrix is in ${join(reportDir, 'prove.md')}`;

/** 0 where all were found without a false alarm, 1 otherwise; 2 where tasks were left undone, or aborted. */
export function proofExitCode(proof: Proof): 0 | 1 | 2 {
  if (survivors(proof).length + falseAlarms(proof).length + threwLines(judgedIn(proof)).length > 0) return 1;
  return undone(proof) > 0 ? 2 : 0;
}
