import { clause, type ClauseId } from '../../spec/clauses.ts';
import { loadContract } from '../../spec/contract.ts';
import { Budget } from './budget.ts';
import { ALL_CHECKS } from './catalogue.ts';
import { interruptible, movableClock, realClock, type RunClock } from './clock.ts';
import type { Check, Seen } from './check.ts';
import { Course } from './course.ts';
import { readConfig, type TargetConfig } from './config.ts';
import { advanceTarget } from './embedded.ts';
import { keyOf, type Ask } from './exchange.ts';
import { Ledger } from './ledger.ts';
import { Probe } from './probe.ts';
import { runFacts } from './run-facts.ts';
import { Secrets } from './secrets.ts';
import { Session, type Suite } from './session.ts';
import { Teller } from './teller.ts';
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
  readonly probe: Probe;
  readonly seen: Seen;
  /** Budget of the provider under test; bursts take it into account by hand. */
  readonly budget: Budget;
  readonly teller: Teller;
  readonly #course: Course;
  readonly #cleanups = new Set<() => Promise<void>>();
  /** Real milliseconds that judging took. */
  #judging = 0;

  private constructor(session: Session, config: TargetConfig, clauses?: readonly ClauseId[]) {
    this.session = session;
    this.config = config;
    const watched = config.controlUrl === undefined && session.ledgerFile !== undefined;
    this.teller = new Teller(watched ? (line) => process.stderr.write(`${line}\n`) : undefined);
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
    const ledger = new Ledger(session.ledgerFile);
    const windowMs = config.windowSeconds * 1000;
    const margin = embedded || config.limit <= LIVE_MARGIN * 2 ? 0 : LIVE_MARGIN;
    const slack = embedded ? 50 : LIVE_SLACK_MS;
    this.budget = new Budget(config.limit, windowMs, margin, slack);
    const foreign = new Budget(config.limit, windowMs, margin, slack);
    this.probe = new Probe({
      baseUrl: config.baseUrl,
      secrets: this.secrets,
      ledger,
      clock: this.clock,
      windowMs,
      budgetOf: (key) => (key === 'foreign' ? foreign : key !== null && this.#own(key) ? this.budget : undefined),
      waiting: (reason, ms) => this.teller.waiting(ms, reason),
    });
    this.probe.unplanned429 = session.state.unplanned429;
    for (const { ask, sentAt, took, answer } of ledger.all()) {
      const key = keyOf(ask);
      if (answer?.status !== 429 && key !== null) (key === 'foreign' ? foreign : this.budget).spend(sentAt + took);
    }
    this.seen = {
      contract: loadContract(process.env.MITP_CONTRACT || undefined),
      target: {
        baseUrl: config.baseUrl,
        embedded,
        limit: config.limit,
        windowSeconds: config.windowSeconds,
        keys: new Set(Object.keys(config.keys)),
      },
      ledger,
      depth: session.plan.depth,
      seed: session.plan.seed,
    };
    this.#course = new Course(this, clauses);
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
    return this.#course.checks(suite);
  }

  /** Asks what the checks of a suite want answered; once in a run, however often it is called. */
  async gather(suite: Suite): Promise<void> {
    await this.#course.gather(suite);
  }

  /** Questions of this run's suites that a burst may as well ask, so that its served requests are evidence too. */
  questions(): Ask[] {
    return this.#course.questions();
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
    const { embedded } = this.seen.target;
    const check = ALL_CHECKS.find((one) => one.clause === id);
    const verdict = check === undefined ? notRun('not built yet') : check.judge(this.seen);
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
    this.teller.waiting(ms, reason);
  }

  /** Asks nothing more: what is not judged by then is not-run, for this reason. */
  stop(reason: string): void {
    this.session.update({ stopped: reason });
  }

  /** Writes the facts of the run, as far as it has come, for the run record. */
  save(): void {
    const { unplanned429 } = this.probe;
    this.session.update({ unplanned429 });
    this.session.write('session.json', runFacts(this.session, this.seen, this.probe));
  }

  #own(key: string): boolean {
    return OWN.includes(key) || key.startsWith('made-');
  }
}
