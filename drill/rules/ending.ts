import type { ClientRun, Evidence } from './evidence.ts';
import { UNDISTURBED } from './nature.ts';

/** What a runtime prints after the error that ended it: the frames of its stack, its version, how it ended. */
const AFTER_AN_ERROR = [
  /^\s+(at|from|\.\.\.)\s/,
  /^[\s^}\]]*$/,
  // Node, Bun.
  /^(?:Node\.js|Bun) v\d/,
  // Elixir: a frame of an application, a frame of a script, the function of a task.
  /^\s+\(\w+ [\d.]+\) /,
  /^\s+\S+\.exs?:\d+: /,
  /^(?:Function: [&#]|\s+Args: \[)/,
  // R.
  /^(?:Execution halted|Calls: )/,
];
const isAfterwards = (line: string) => AFTER_AN_ERROR.some((pattern) => pattern.test(line));

/** What Go, Rust, Deno, R and Tcl print of their stacks stands below the error, and has lines of every kind. */
const BACKTRACE = /^(?:goroutine \d+ \[|(?:stack )?backtrace:|\s+while executing$)/im;

/** A line that names an error; Elixir begins it with asterisks. */
const NAMES_AN_ERROR = /(?:Error|Exception)\b|^error: |^\s*\*\* \(/;

/** R may say what was wrong on the line below the call. */
const joined = (said: string): string => said.replace(/^(Error(?: in .*)?:) *\n(?:!| ) *(?=\S)/gm, '$1 ');

/** The last thing that a client said: its last line, or the line that names the error, where a stack trace follows it. */
export function lastWord(stderr: string): string {
  const [said = ''] = stderr.split(BACKTRACE);
  const lines = joined(said.trim() === '' ? stderr : said)
    .trimEnd()
    .split('\n');
  const telling = lines.filter((line) => !isAfterwards(line));
  const error = telling.findLast((line) => NAMES_AN_ERROR.test(line));
  return ((isAfterwards(lines.at(-1) ?? '') ? error : undefined) ?? telling.at(-1) ?? '').trim();
}

/** A sentence as part of another: without its full stop, and with a small letter. */
export const inClause = (sentence: string): string =>
  sentence.replace(/\.$/, '').replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase());

/** How a run ended, in words. */
export function ended({ exitCode, signal, output }: ClientRun): string {
  const last = lastWord(output.stderr);
  const said = last === '' ? '' : `, "${last.length > 160 ? `${last.slice(0, 160)}...` : last}"`;
  return `${signal === null ? `status ${String(exitCode)}` : `ended by ${signal}`}${said}`;
}

/** The undisturbed run. */
export const undisturbed = ({ runs }: Evidence): ClientRun | undefined =>
  runs.find(({ scenario }) => scenario.id === UNDISTURBED);

/** Why a disturbed run proves nothing; undefined where it does. */
export function unusable(evidence: Evidence): string | undefined {
  const usual = undisturbed(evidence);
  if (!usual) return 'the undisturbed run is missing';
  if (usual.requests.length === 0) return `the client sent no request to the mock: ${ended(usual)}`;
  if (usual.overdue) return `undisturbed, the client had not ended after ${evidence.patience} s`;
  return usual.exitCode === 0
    ? undefined
    : `undisturbed, the client does not end with status 0 either: ${ended(usual)}`;
}
