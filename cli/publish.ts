import { annotations } from '../reports/formats/annotations.ts';
import { coloured, showsColours } from '../reports/colour.ts';
import { endLines } from '../reports/console.ts';
import { contractIdentity } from '../reports/contract-identity.ts';
import { finish, places } from '../reports/finish.ts';
import { tool } from '../reports/tool.ts';
import type { RunRecord } from '../reports/run.ts';
import { environmentSecrets, hideIn, redactor } from '../spec/redact.ts';

/** Where people (stderr) and programs (stdout) read along. */
export type Streams = Readonly<Record<'stdout' | 'stderr', Pick<NodeJS.WritableStream, 'write'> & { isTTY?: boolean }>>;

/** What the environment adds to a record: the tool, the target's version and the contract; secrets of the environment are hidden. */
export function completed(record: RunRecord, env: NodeJS.ProcessEnv): RunRecord {
  const version = env.MITP_TARGET_VERSION;
  const whole = {
    ...record,
    tool: tool(),
    target: { ...record.target, ...(version ? { version } : {}) },
    ...contractIdentity(env.MITP_CONTRACT),
  };
  return hideIn(whole, redactor(environmentSecrets(env)));
}

/**
 * Takes a record to its readers: the reports and the history on disk, the end of the run on stderr, annotations in
 * GitHub Actions and, if wanted, the record on stdout.
 * @returns the exit code: 0 no clause failed, 1 a clause failed, 2 inconclusive
 */
export async function publish(
  record: RunRecord,
  env: NodeJS.ProcessEnv,
  json: boolean,
  streams: Streams = process,
): Promise<0 | 1 | 2> {
  const { run, written, exitCode, messages } = finish(completed(record, env), places(env));
  const say = speaker(env, streams);
  say([...messages.map((message) => `note  ${message}`), ...endLines(run, written)]);
  if (env.GITHUB_ACTIONS === 'true') say(annotations(run));
  if (json) await new Promise<void>((done) => streams.stdout.write(`${JSON.stringify(run)}\n`, () => done()));
  return exitCode;
}

/** Writes lines to stderr, in colour where that shows, without the secrets of the environment. */
export function speaker(env: NodeJS.ProcessEnv, { stderr }: Streams = process): (lines: readonly string[]) => void {
  const hide = redactor(environmentSecrets(env));
  const show = showsColours(stderr, env) ? coloured : (line: string) => line;
  return (lines) => {
    for (const line of lines) stderr.write(`${show(hide(line))}\n`);
  };
}
