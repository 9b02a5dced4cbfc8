import { join } from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { clauses } from '../spec/clauses.ts';
import { environmentSecrets, redactor } from '../spec/redact.ts';
import { annotations } from './formats/annotations.ts';
import { Collector, firstLine } from './collector.ts';
import { coloured, showsColours } from './colour.ts';
import { endLines, progressLines } from './console.ts';
import { contractIdentity } from './contract-identity.ts';
import { replaceFile } from './files.ts';
import { finish, places } from './finish.ts';
import { hideIn } from './hide.ts';
import { runRecord, tool } from './record.ts';
import { sessionFacts, withExchanges } from './session.ts';
import type { Finding, RunRecord } from './run.ts';

/** Where people and programs read along: those of this process unless said otherwise. */
type Streams = Readonly<Record<'stdout' | 'stderr', Pick<NodeJS.WritableStream, 'write'> & { isTTY?: boolean }>>;

/** Where `npm run mock` serves: what curl commands of a run against the embedded mock, which is gone, are pointed at. */
const MOCK_URL = 'http://127.0.0.1:4010/public-api/v1';

/**
 * Turns a judging run of Playwright's test runner into the run record and its formats.
 *
 * Each clause's test attaches its result as `mitp-clause`; facts of the run come from the attachment `mitp-run` or from
 * `session.json` in the run's folder (MITP_SESSION), which outlives an interrupted run. People read the progress and
 * the verdict on stderr; with MITP_JSON=1 the run record goes to stdout. The report goes to MITP_REPORT_DIR (default
 * reports/out).
 *
 * The runner itself only knows passed and failed, so the exit code (0, 1 or 2; see `exitCode`) is also written to
 * `exit.json` in the run's folder as `{ "exitCode": 1, "reportDir": "...", "files": ["run.json"] }`: whoever started the
 * runner ends with that code, and with 2 where the file is missing.
 */
export default class ContractReporter implements Reporter {
  readonly #env: NodeJS.ProcessEnv;
  readonly #streams: Streams;
  readonly #hide: (text: string) => string;
  readonly #collector = new Collector();

  constructor(_options?: unknown, env: NodeJS.ProcessEnv = process.env, streams: Streams = process) {
    this.#env = env;
    this.#streams = streams;
    this.#hide = redactor(environmentSecrets(env));
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#collector.begin(config, suite);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const clause = this.#collector.test(test, result);
    if (clause) this.#say(progressLines(clause));
  }

  onError(error: TestError): void {
    this.#collector.error(firstLine(error) ?? 'the test runner failed');
  }

  /** Stdout is for the run record alone, so what the suites print is passed on to stderr. */
  onStdOut(chunk: string | Buffer): void {
    this.#streams.stderr.write(this.#hide(chunk.toString()));
  }

  onStdErr(chunk: string | Buffer): void {
    this.#streams.stderr.write(this.#hide(chunk.toString()));
  }

  async onEnd(result: FullResult): Promise<{ status: FullResult['status'] }> {
    if (result.status === 'interrupted') this.#collector.error('the run was interrupted');
    if (result.status === 'timedout') this.#collector.error('the run took longer than it may');
    const { run, written, exitCode, messages } = finish(this.#record(), places(this.#env));
    this.#say([...messages.map((message) => `note  ${message}`), ...endLines(run, written)]);
    if (this.#env.GITHUB_ACTIONS === 'true') this.#say(annotations(run));
    if (this.#env.MITP_JSON === '1') await this.#print(JSON.stringify(run));
    this.#leave({ exitCode, reportDir: written.directory, files: written.files });
    return { status: exitCode === 0 ? 'passed' : 'failed' };
  }

  printsToStdio(): boolean {
    return true;
  }

  #record(): RunRecord {
    const { results, errors, facts } = this.#collector;
    const session = this.#env.MITP_SESSION;
    const run = runRecord(clauses(), {
      results,
      errors,
      facts: { ...sessionFacts(session), ...facts },
      finishedAt: new Date().toISOString(),
      whyNot: (clause) => this.#collector.whyNot(clause),
    });
    const { baseUrl, embedded } = run.target;
    const told = withExchanges(
      run.clauses.flatMap((clause) => clause.findings),
      session,
      baseUrl,
    );
    const clauseRecords = run.clauses.map((clause) => ({
      ...clause,
      findings: told.findings
        .splice(0, clause.findings.length)
        .map((finding) => repeatable(finding, baseUrl, embedded)),
    }));
    const { exchanges } = told;
    const version = this.#env.MITP_TARGET_VERSION;
    const whole = {
      ...run,
      tool: tool(),
      target: { ...run.target, ...(version ? { version } : {}) },
      clauses: clauseRecords,
      ...contractIdentity(this.#env.MITP_CONTRACT),
      exchanges,
    };
    return hideIn(whole, this.#hide);
  }

  #leave(outcome: { exitCode: number; reportDir: string; files: string[] }): void {
    if (!this.#env.MITP_SESSION) return;
    try {
      replaceFile(join(this.#env.MITP_SESSION, 'exit.json'), JSON.stringify(outcome));
    } catch (error) {
      this.#say([`error  the exit code could not be left in MITP_SESSION: ${String(error)}`]);
    }
  }

  #say(lines: readonly string[]): void {
    const { stderr } = this.#streams;
    const show = showsColours(stderr, this.#env) ? coloured : (line: string) => line;
    for (const line of lines) stderr.write(`${show(this.#hide(line))}\n`);
  }

  #print(text: string): Promise<void> {
    return new Promise((done) => this.#streams.stdout.write(`${text}\n`, () => done()));
  }
}

/** Points the command of a finding of the embedded mock, which is gone by then, at where a mock is started by hand. */
function repeatable(finding: Finding, baseUrl: string, embedded: boolean): Finding {
  const { reproduce } = finding;
  return embedded && reproduce ? { ...finding, reproduce: reproduce.replaceAll(baseUrl, MOCK_URL) } : finding;
}
