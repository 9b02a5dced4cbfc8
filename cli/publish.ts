import { annotations } from '../reports/formats/annotations.ts';
import { coloured, showsColours } from '../reports/colour.ts';
import { endLines } from '../reports/console.ts';
import { contractIdentity, tool } from '../reports/contract-identity.ts';
import { finish, places } from '../reports/finish.ts';
import type { RunRecord } from '../reports/run.ts';
import { SUITES } from '../verifier/suites.ts';
import { called } from './called.ts';
import { printable } from '../reports/printable.ts';
import { visible, visibleJson } from '../reports/safe.ts';
import { environmentSecrets, hideIn, redactor, type Redact } from '../spec/redact.ts';

/** The outputs for people (stderr) and programs (stdout). */
export type Streams = Readonly<Record<'stdout' | 'stderr', Pick<NodeJS.WritableStream, 'write'> & { isTTY?: boolean }>>;

/** How a record is published. */
export interface PublishOptions {
  streams?: Streams;
  /** The last step of every writer and of the console; hides the secrets of the environment unless set. */
  redact?: Redact;
  /** The requested suites; all by default. */
  suites?: readonly string[];
  /** The record is complete as it is: a merged one already states what judged it, and how it was called. */
  isComplete?: boolean;
}

/** What the environment adds to a record: the tool, the target's version and the contract. */
export function completed(record: RunRecord, env: NodeJS.ProcessEnv, suites: readonly string[] = SUITES): RunRecord {
  const version = env.MITP_TARGET_VERSION;
  return {
    ...record,
    tool: tool(),
    target: { ...record.target, ...(version ? { version } : {}) },
    invocation: { call: called(env), suites: [...suites], ...(env.MITP_CONTRACT && { spec: env.MITP_CONTRACT }) },
    ...contractIdentity(env.MITP_CONTRACT, env),
  };
}

/**
 * Delivers a record: the reports and the history on disk, the end of the run on stderr, annotations in GitHub Actions and, if
 * requested, the record on stdout.
 * @returns the exit code: 0 no clause failed, 1 a clause failed, 2 inconclusive
 */
export async function publish(
  record: RunRecord,
  env: NodeJS.ProcessEnv,
  json: boolean,
  { streams = process, redact = redactorOf(env), suites = SUITES, isComplete = false }: PublishOptions = {},
): Promise<0 | 1 | 2> {
  // Formats parse bodies and write them again: a secret inside an escape must be hidden before, too.
  const hidden = hideIn(isComplete ? record : completed(record, env, suites), redact);
  const { run, written, exitCode, messages } = finish(hidden, places(env), redact);
  const say = speaker(env, streams, redact);
  const shown = printable(run);
  say([...messages.map((message) => `note  ${message}`), ...endLines(shown, written)]);
  if (env.GITHUB_ACTIONS === 'true') say(annotations(shown));
  const text = json ? redact(visibleJson(`${JSON.stringify(run)}\n`)) : '';
  if (json) await new Promise<void>((done) => streams.stdout.write(text, () => done()));
  return exitCode;
}

/**
 * Writes lines to stderr, in colour where that shows. The last steps: unprintable characters are escaped, so that a line stays
 * one line and moves no cursor, and secrets are hidden.
 */
export function speaker(
  env: NodeJS.ProcessEnv,
  { stderr }: Streams = process,
  redact: Redact = redactorOf(env),
): (lines: readonly string[]) => void {
  const show = showsColours(stderr, env) ? coloured : (line: string) => line;
  return (lines) => {
    for (const line of lines) stderr.write(`${show(redact(visible(line)))}\n`);
  };
}

/** Hides the secrets of the environment and, where they are known, those of a run. */
export function redactorOf(env: NodeJS.ProcessEnv, ofRun?: Redact): Redact {
  const own = redactor(environmentSecrets(env));
  return ofRun === undefined ? own : (text, mark) => own(ofRun(text, mark), mark);
}
