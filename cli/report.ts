import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { comparable } from '../reports/changes/changes.ts';
import { coloured, showsColours } from '../reports/colour.ts';
import { endLines, progressLines } from '../reports/console.ts';
import { places, withRun } from '../reports/finish.ts';
import { historyEntry, readHistory } from '../reports/changes/history.ts';
import { printable } from '../reports/printable.ts';
import { visible, visibleJson } from '../reports/safe.ts';
import { redactorOf } from './publish.ts';
import { mergeCommand } from './report-merge.ts';
import { message, newsworthy, SERVICES, type Service } from '../reports/message.ts';
import { momentText } from '../reports/html/parts.ts';
import type { RunRecord } from '../reports/run.ts';
import { eventsSince, parseSince, type HistoryEvent } from '../reports/changes/since.ts';
import { count } from '../reports/words.ts';
import { readBounded } from '../spec/bounded-file.ts';
import { UserError } from '../verifier/user-error.ts';
import { fetchFor } from './environment/fetch.ts';

interface ReportFlags {
  reportDir?: string;
  open?: true;
  since?: Date;
  notify?: Service;
  always?: true;
  json?: true;
}

/** The environment and the outputs of the command; tests pass their own. */
interface Surroundings {
  env: NodeJS.ProcessEnv;
  err: (text: string) => void;
  out: (text: string) => void;
}

const REAL: Surroundings = {
  env: process.env,
  err: (text) => process.stderr.write(text),
  out: (text) => process.stdout.write(text),
};

/** `mitp report`: shows the last run again, what changed over time, and notifies others. */
export function reportCommand({ env: given, err, out }: Surroundings = REAL): Command {
  const paint = showsColours(process.stderr, given) ? coloured : (line: string) => line;
  const hide = redactorOf(given);
  const say = (lines: readonly string[]) => lines.forEach((line) => err(`${paint(hide(visible(line)))}\n`));
  return new Command('report')
    .addCommand(mergeCommand(given))
    .option('--report-dir <dir>', 'folder of the report (default: MITP_REPORT_DIR, or reports/out)')
    .option('--open', 'open report.html in the browser')
    .option(
      '--since <when>',
      'list the changes of verdict since a date (2026-11-01), or for some time (7d, 12h)',
      moment,
    )
    .addOption(
      new Option('--notify <service>', 'post to the webhook in MITP_WEBHOOK_URL if something changed').choices(
        SERVICES,
      ),
    )
    .option('--always', 'with --notify: post even if nothing changed')
    .option('--json', 'print the run record to stdout; with --since, the changes')
    .action(async (flags: ReportFlags) => {
      const env = { ...given, ...(flags.reportDir === undefined ? {} : { MITP_REPORT_DIR: flags.reportDir }) };
      const { reportDir, historyDir } = places(env);
      const run = readRun(reportDir);
      if (flags.since) {
        const { lines, events } = since(run, historyDir, flags.since);
        if (flags.json) out(hide(visibleJson(`${JSON.stringify(events)}\n`)));
        else say(lines);
      } else if (flags.json) out(hide(visibleJson(`${JSON.stringify(run)}\n`)));
      else if (!flags.notify && !flags.open) say(show(run, reportDir));
      if (flags.open) say([await open(join(reportDir, 'report.html'), env)]);
      if (flags.notify) say([await notify(run, flags.notify, flags.always === true, env)]);
    });
}

function readRun(reportDir: string): RunRecord {
  const file = join(reportDir, 'run.json');
  if (!existsSync(file)) throw new UserError(`there is no report in ${reportDir}: run mitp verify first.`);
  try {
    return JSON.parse(readBounded(file).toString()) as RunRecord;
  } catch {
    throw new UserError(`${file} is damaged: run mitp verify again.`);
  }
}

function show(record: RunRecord, reportDir: string): string[] {
  const run = printable(record);
  const files = ['report.html', 'run.json'].filter((file) => existsSync(join(reportDir, file)));
  const written = { directory: resolve(reportDir), files, unwritten: [], broken: [] };
  return [`run of ${momentText(run.finishedAt)}`, ...run.clauses.flatMap(progressLines), ...endLines(run, written)];
}

function since(run: RunRecord, historyDir: string, from: Date): { lines: string[]; events: HistoryEvent[] } {
  const { entries, problems } = readHistory(historyDir);
  const last = historyEntry(run);
  const runs = withRun(entries, last).filter((entry) => comparable(entry, last));
  const events = eventsSince(runs, from);
  const counted = runs.filter(({ finishedAt }) => Date.parse(finishedAt) >= from.getTime()).length;
  const lines = [
    ...problems.map((problem) => `note  ${problem}`),
    ...events.map(({ at, clause, from: was, to }) => `${momentText(at)}  ${clause}  ${was} -> ${to}`),
    `${count(events.length, 'change')} of verdict in ${count(counted, 'run')} of ${last.target} (${last.depth} depth) ` +
      `since ${momentText(from.toISOString())}`,
  ];
  return { lines, events };
}

/** Opens a file with the system's program for it, or with BROWSER where that is set. */
async function open(file: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (!existsSync(file)) throw new UserError(`there is no ${file}: run mitp verify first.`);
  const system = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  const opener = env.BROWSER || system;
  const started = await new Promise<boolean>((done) => {
    const child = spawn(opener, [resolve(file)], { stdio: 'ignore', detached: true });
    child.on('spawn', () => done(true));
    child.on('error', () => done(false));
    child.unref();
  });
  return started ? `opened ${resolve(file)}` : `nothing opens it here (${opener} is missing): ${resolve(file)}`;
}

async function notify(run: RunRecord, service: Service, always: boolean, env: NodeJS.ProcessEnv): Promise<string> {
  const url = env.MITP_WEBHOOK_URL;
  // Told on the first quiet night, not on the one that has news.
  if (!url || !URL.canParse(url)) throw new UserError('MITP_WEBHOOK_URL must hold the address of the webhook.');
  if (!always && !newsworthy(run)) return 'nothing changed: no message sent';
  const post = await fetchFor(env);
  const response = await post(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: redactorOf(env)(message(run, service, reportLink(env))),
    signal: AbortSignal.timeout(15_000),
  }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new UserError(`the webhook cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  if (!response.ok) throw new UserError(`the webhook responded ${response.status}: check MITP_WEBHOOK_URL.`);
  return `told ${service}`;
}

/** Where the report can be read: MITP_REPORT_URL, or the workflow run under GitHub Actions. */
function reportLink(env: NodeJS.ProcessEnv): string | undefined {
  const { MITP_REPORT_URL, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = env;
  if (MITP_REPORT_URL) return MITP_REPORT_URL;
  return GITHUB_RUN_ID ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}` : undefined;
}

function moment(text: string): Date {
  const at = parseSince(text, new Date());
  if (at === undefined)
    throw new InvalidArgumentError('Give a date such as 2026-11-01, or a time ago such as 7d or 12h.');
  return at;
}
