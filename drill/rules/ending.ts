import type { ClientRun, Evidence } from './evidence.ts';
import { UNDISTURBED } from './nature.ts';

/** What a runtime prints after the error that ended it: the frames of its stack, and Node its version. */
const AFTER_AN_ERROR = /^\s+(at|from|\.\.\.)\s|^Node\.js v\d|^[\s^}\]]*$/;

/** What Go, Rust and Deno print of their stacks stands below the error, and has lines of every kind. */
const BACKTRACE = /^(?:goroutine \d+ \[|stack backtrace:)/im;

/** The last thing that a client said: its last line, or the line that names the error, where a stack trace follows it. */
export function lastWord(stderr: string): string {
  const [said = ''] = stderr.split(BACKTRACE);
  const lines = (said.trim() === '' ? stderr : said).trimEnd().split('\n');
  const telling = lines.filter((line) => !AFTER_AN_ERROR.test(line));
  const error = telling.findLast((line) => /(Error|Exception)\b|^error: /.test(line));
  return ((AFTER_AN_ERROR.test(lines.at(-1) ?? '') ? error : undefined) ?? telling.at(-1) ?? '').trim();
}

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
