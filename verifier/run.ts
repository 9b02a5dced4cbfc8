import { clause, type ClauseId } from '../spec/clauses.ts';
import { loadContract } from '../spec/contract.ts';
import { Budget } from './budget.ts';
import { ALL_CHECKS } from '../tests/catalogue.ts';
import { interruptible, movableClock, realClock, type RunClock } from './clock.ts';
import type { Check, CheckContext } from './check.ts';
import { Scheduler } from './scheduler.ts';
import { readConfig, type TargetConfig } from './config.ts';
import { advanceTarget } from './embedded.ts';
import { keyOf, type RequestSpec } from './exchange.ts';
import { Recorder } from './recorder.ts';
import { Client } from './client.ts';
import { runFacts } from './run-facts.ts';
import { Secrets } from './secrets.ts';
import { Session, type Suite } from './session.ts';
import { ProgressReporter } from './progress.ts';
import { UserError } from './user-error.ts';
import { grade, notRun, type ClauseResult } from './verdict.ts';

/** Requests left to others in each window of a live target: it is somebody's real budget. */
const LIVE_MARGIN = 2;
/** Added to a live window, whose phase and clock we cannot know. */
const LIVE_SLACK_MS = 1_000;

const OWN = ['active', 'sibling'];

/** A judging run as a suite sees it: the evidence, the means to gather more, and the judge. */
export class Run {
  readonly session: Session;
  readonly config: TargetConfig;
  readonly secrets: Secrets;
  readonly clock: RunClock;
  readonly client: Client;
  readonly context: CheckContext;
  /** Budget of the provider under test; bursts take it into account by hand. */
  readonly budget: Budget;
  readonly progress: ProgressReporter;
  readonly #scheduler: Scheduler;
  readonly #cleanups = new Set<() => Promise<void>>();
  /** Real milliseconds that judging took. */
  #judging = 0;

  private constructor(session: Session, config: TargetConfig, clauses?: readonly ClauseId[]) {
    this.session = session;
    this.config = config;
    const watched = config.controlUrl === undefined && session.recorderFile !== undefined;
    this.progress = new ProgressReporter(watched ? (line) => process.stderr.write(`${line}\n`) : undefined);
    this.secrets = new Secrets(config.keys);
    const embedded = config.controlUrl !== undefined;
    const { controlUrl } = config;
    const clock =
      controlUrl === undefined
        ? realClock
        : movableClock(
            (ms) => advanceTarget(controlUrl, ms),
            session.state.moved,
            (moved) => session.update({ moved }),
          );
    this.clock = interruptible(clock, () => session.stopRequested);
    const recorder = new Recorder(session.recorderFile);
    const windowMs = config.windowSeconds * 1000;
    const margin = embedded || config.limit <= LIVE_MARGIN * 2 ? 0 : LIVE_MARGIN;
    const slack = embedded ? 50 : LIVE_SLACK_MS;
    this.budget = new Budget(config.limit, windowMs, margin, slack);
    const foreign = new Budget(config.limit, windowMs, margin, slack);
    this.client = new Client({
      baseUrl: config.baseUrl,
      secrets: this.secrets,
      recorder,
      clock: this.clock,
      windowMs,
      budgetOf: (key) => (key === 'foreign' ? foreign : key !== null && this.#own(key) ? this.budget : undefined),
      waiting: (reason, ms) => this.progress.waiting(ms, reason),
    });
    this.client.unplanned429 = session.state.unplanned429;
    for (const { request, sentAt, took, response } of recorder.all()) {
      const key = keyOf(request);
      if (response?.status !== 429 && key !== null) (key === 'foreign' ? foreign : this.budget).spend(sentAt + took);
    }
    this.context = {
      contract: loadContract(process.env.MITP_CONTRACT || undefined),
      target: {
        baseUrl: config.baseUrl,
        embedded,
        limit: config.limit,
        windowSeconds: config.windowSeconds,
        keys: new Set(Object.keys(config.keys)),
      },
      recorder,
      depth: session.plan.depth,
      seed: session.plan.seed,
    };
    this.#scheduler = new Scheduler(this, clauses);
  }

  /** Opens the run whose folder the environment names. @throws UserError where the environment is not fit to judge with */
  static open(env: NodeJS.ProcessEnv = process.env): Run {
    const dir = env.MITP_SESSION;
    if (!dir) throw new UserError('a suite is part of a run: start it with `mitp verify --suite contract`.');
    const config = readConfig(env);
    if (config === null) throw new UserError('MITP_BASE_URL is not set.');
    return new Run(new Session(dir), config);
  }

  /**
   * A run in this process alone, without the test runner: for `mitp prove` and for tests.
   * @param clauses judges these alone, and asks only what they need
   */
  static inMemory(
    config: TargetConfig,
    plan: Parameters<typeof Session.inMemory>[0],
    clauses?: readonly ClauseId[],
  ): Run {
    return new Run(Session.inMemory(plan), config, clauses);
  }

  /** The checks of a suite, in catalogue order, whose clauses this run judges. */
  checks(suite: Suite): readonly Check[] {
    return this.#scheduler.checks(suite);
  }

  /** Asks what the checks of a suite want answered; once in a run, however often it is called. */
  async gather(suite: Suite): Promise<void> {
    await this.#scheduler.gather(suite);
  }

  /** Questions of this run's suites that a burst may as well ask, so that its served requests are evidence too. */
  pendingRequests(): RequestSpec[] {
    return this.#scheduler.pendingRequests();
  }

  /** What the evidence says of a clause, graded for the run record. */
  judge(id: ClauseId): ClauseResult {
    const began = performance.now();
    try {
      return this.#judged(id);
    } finally {
      this.#judging += performance.now() - began;
    }
  }

  #judged(id: ClauseId): ClauseResult {
    const { embedded } = this.context.target;
    const check = ALL_CHECKS.find((one) => one.clause === id);
    const verdict = check === undefined ? notRun('not built yet') : check.judge(this.context);
    const { stopped } = this.session.state;
    const told =
      verdict.kind === 'not-run' && stopped !== undefined
        ? notRun(`asking stopped: ${stopped}`, verdict.notes)
        : verdict;
    return grade(clause(id), told, this.session.plan.strict || embedded);
  }

  /** Has something undone at the end, even where the run is broken off. @returns a function that undoes it now, once */
  defer(cleanup: () => Promise<void>): () => Promise<void> {
    let under: Promise<void> | undefined;
    // It stays among the others until it is through: whoever ends the run meanwhile waits for it.
    const undo = () => (under ??= cleanup().finally(() => this.#cleanups.delete(undo)));
    this.#cleanups.add(undo);
    return undo;
  }

  /** Undoes what is still to be undone, the last first: keys that were made, browsers that run. */
  async close(): Promise<void> {
    this.session.spend('judging', this.#judging);
    for (const undo of [...this.#cleanups].reverse()) await undo();
  }

  /** Waits until so many requests fit in the budget, so that what follows need not wait in its midst. */
  async room(count: number): Promise<void> {
    const wait = this.budget.wait(this.clock.now(), count);
    if (wait <= 0) return;
    this.say(wait, 'the budget of this window is spent');
    await this.clock.sleep(wait);
  }

  /** Tells whoever watches what is waited for. */
  say(ms: number, reason: string): void {
    this.progress.waiting(ms, reason);
  }

  /** Asks nothing more: what is not judged by then is not-run, for this reason. */
  stop(reason: string): void {
    this.session.update({ stopped: reason });
  }

  /** Writes the facts of the run, as far as it has come, for the run record. */
  save(): void {
    const { unplanned429 } = this.client;
    this.session.update({ unplanned429 });
    this.session.write('session.json', runFacts(this.session, this.context, this.client));
  }

  #own(key: string): boolean {
    return OWN.includes(key) || key.startsWith('made-');
  }
}
