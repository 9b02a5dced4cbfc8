import { clause, type ClauseId } from '../../spec/clauses.ts';
import { loadContract } from '../../spec/contract.ts';
import { Budget } from './budget.ts';
import { ALL_CHECKS, CHECKS, SCENES } from './catalogue.ts';
import { Interrupted, interruptible, movableClock, realClock, type RunClock } from './clock.ts';
import type { Check, Seen } from './check.ts';
import { readConfig, type TargetConfig } from './config.ts';
import { advanceTarget } from './embedded.ts';
import { keyOf, type Ask } from './exchange.ts';
import { gather, outstanding, type Progress } from './gather.ts';
import { Ledger } from './ledger.ts';
import { mayBeServed, requestCounts } from './counts.ts';
import { driftOf } from './drift/drift.ts';
import { MOST_SERVED, planLine, planOf } from './plan.ts';
import { rejectionFacts } from '../auth/facts.ts';
import { limiterFacts } from '../ratelimit/facts.ts';
import { Probe } from './probe.ts';
import type { Scene } from './scene.ts';
import { Secrets } from './secrets.ts';
import { Session, type Suite } from './session.ts';
import { UserError } from './user-error.ts';
import { grade, notRun, type ClauseResult } from './verdict.ts';

/** Requests left to others in each window of a live target: it is somebody's real budget. */
const LIVE_MARGIN = 2;
/** Added to a live window, whose phase and clock we cannot know. */
const LIVE_SLACK_MS = 1_000;

/** Waits shorter than this are not worth a line. */
const SAID_MS = 3_000;

/** How often a live run says how far it has come. */
const TELL_EVERY_MS = 15_000;

/** How often the facts of the run are written while questions are asked: an interrupted run loses no more. */
const SAVE_EVERY_MS = 1_000;

const OWN = ['active', 'sibling'];

/** Requests of a quick run that are kept for what is asked beside its one burst: malformed ones, another provider's. */
const BESIDE_BURST = 8;

/** What the questions of most checks build on: each list, asked without parameters. */
const BASE = ALL_CHECKS.filter(({ clause: id }) => id === 'CON-01');

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
  #saved = 0;
  #told = performance.now();
  readonly #cleanups = new Set<() => Promise<void>>();

  private constructor(session: Session, config: TargetConfig) {
    this.session = session;
    this.config = config;
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
      waiting: (reason, ms) => this.say(ms, reason),
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
  }

  /** Opens the run whose folder the environment names. @throws UserError where the environment is not fit to judge with */
  static open(env: NodeJS.ProcessEnv = process.env): Run {
    const dir = env.MITP_SESSION;
    if (!dir) throw new UserError('a suite is part of a run: start it with `mitp verify --suite contract`.');
    const config = readConfig(env);
    if (config === null) throw new UserError('MITP_BASE_URL is not set.');
    return new Run(new Session(dir), config);
  }

  /** A run in this process alone, without the test runner: for `mitp prove` and for tests. */
  static inMemory(config: TargetConfig, plan: Parameters<typeof Session.inMemory>[0]): Run {
    return new Run(Session.inMemory(plan), config);
  }

  /**
   * Asks what the checks of a suite want answered; once in a run, however often it is called. First comes what the
   * others' questions build on, so that the bursts of the limit's protocol can carry those; a scene is played where
   * a clause of its groups is judged.
   */
  async gather(suite: Suite, checks: readonly Check[] = CHECKS[suite]): Promise<void> {
    if (this.session.state.gathered.includes(suite) || this.session.state.stopped !== undefined) return;
    try {
      await this.#prime();
      const wanted = ({ groups }: Scene) =>
        groups?.some((group) => checks.some(({ clause: id }) => id.startsWith(`${group}-`))) ?? true;
      for (const scene of SCENES[suite].filter(wanted)) {
        await scene.play(this);
        this.save();
      }
      if (this.session.state.stopped !== undefined) return;
      const why = await this.#ask(checks);
      if (why !== undefined) this.stop(why);
      this.session.update({ gathered: [...this.session.state.gathered, suite] });
    } catch (error) {
      this.session.update({ stopped: this.secrets.hide(error instanceof Error ? error.message : String(error)) });
      if (!(error instanceof Interrupted)) throw error;
    } finally {
      this.save();
    }
  }

  /** Asks each list once, before everything else, and then says what the run will cost. */
  async #prime(): Promise<void> {
    const { suites, depth } = this.session.plan;
    if (this.session.state.plan !== undefined) return;
    const { target, ledger } = this.seen;
    // A burst of the limit must still fit, and beside it the other provider's key and what no burst may carry.
    const kept = suites.includes('ratelimit') ? target.limit + BESIDE_BURST : 0;
    if (suites.some((suite) => suite !== 'ratelimit')) await this.#ask(BASE, kept);
    const checks = suites.flatMap((suite) => CHECKS[suite]);
    const questions = outstanding(checks, this.seen, this.secrets).filter(mayBeServed).length;
    const plan = planOf(depth, questions + requestCounts(ledger.all()).served, target, suites.includes('ratelimit'));
    this.session.update({ plan });
    this.#tell(planLine(plan, target.windowSeconds));
  }

  /** @param kept requests of the depth's most that are left for others */
  #ask(checks: readonly Check[], kept = 0): Promise<string | undefined> {
    const most = MOST_SERVED[this.seen.depth] - requestCounts(this.seen.ledger.all()).served - kept;
    return gather(checks, this.seen, this.probe, this.secrets, {
      most,
      stop: () => (this.session.stopRequested ? 'interrupted' : undefined),
      onProgress: (progress) => this.#progress(progress),
    });
  }

  /** Questions of the suites of this run that a burst may as well ask, so that its served requests are evidence too. */
  questions(): Ask[] {
    const checks = this.session.plan.suites.flatMap((suite) => CHECKS[suite]);
    return outstanding(checks, this.seen, this.secrets).filter((ask) => keyOf(ask) === 'active');
  }

  /** What the evidence says of a clause, graded for the run record. */
  judge(id: ClauseId): ClauseResult {
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
    this.#cleanups.add(cleanup);
    return async () => {
      if (this.#cleanups.delete(cleanup)) await cleanup();
    };
  }

  /** Undoes what is still to be undone: keys that were made, browsers that run. */
  async close(): Promise<void> {
    for (const cleanup of [...this.#cleanups].reverse()) {
      this.#cleanups.delete(cleanup);
      await cleanup();
    }
  }

  /** Waits until so many requests fit in the budget, so that what follows need not wait in its midst. */
  async room(count: number): Promise<void> {
    const wait = this.budget.wait(this.clock.now(), count);
    if (wait <= 0) return;
    this.say(wait, 'the budget of this window is spent');
    await this.clock.sleep(wait);
  }

  /** Tells whoever watches what is waited for; on the embedded mock nobody waits. */
  say(ms: number, reason: string): void {
    const embedded = this.config.controlUrl !== undefined;
    if (!embedded && ms >= SAID_MS) process.stderr.write(`waiting ${Math.ceil(ms / 1000)} s: ${reason}\n`);
  }

  /** Asks nothing more: what is not judged by then is not-run, for this reason. */
  stop(reason: string): void {
    this.session.update({ stopped: reason });
  }

  /** Writes the facts of the run, as far as it has come, for the run record. */
  save(): void {
    const { seed, depth, strict, id, startedAt } = this.session.plan;
    const { baseUrl, embedded, limit, windowSeconds } = this.seen.target;
    this.session.update({ unplanned429: this.probe.unplanned429 });
    const counts = requestCounts(this.seen.ledger.all());
    const limiter = limiterFacts(this.seen);
    const rejection = rejectionFacts(this.seen);
    this.session.write('session.json', {
      id,
      startedAt,
      seed,
      depth,
      strict,
      target: { baseUrl, embedded, limit, windowSeconds },
      requests: { ...counts, unplanned429: this.probe.unplanned429, windows: Math.ceil(counts.served / limit) },
      ...(limiter === undefined ? {} : { limiter }),
      ...(rejection.length === 0 ? {} : { rejection }),
      ...(this.session.state.plan === undefined ? {} : { plan: this.session.state.plan }),
      drift: driftOf(this.seen),
    });
  }

  /** Saves now and then, and on a live target says how far the run has come and how long it will take. */
  #progress({ left }: Progress): void {
    const now = performance.now();
    if (now - this.#saved >= SAVE_EVERY_MS) {
      this.#saved = now;
      this.save();
    }
    if (now - this.#told < TELL_EVERY_MS) return;
    this.#told = now;
    const { limit, windowSeconds } = this.seen.target;
    const most = MOST_SERVED[this.seen.depth] - requestCounts(this.seen.ledger.all()).served;
    const minutes = Math.ceil((Math.min(left, most) / limit) * (windowSeconds / 60));
    this.#tell(`${this.seen.ledger.all().length} requests sent, about ${left} questions left, some ${minutes} min`);
  }

  /** A line for whoever watches a live run; the embedded mock is quicker than anybody reads. */
  #tell(line: string): void {
    if (this.config.controlUrl === undefined && this.session.ledgerFile !== undefined)
      process.stderr.write(`${line}\n`);
  }

  #own(key: string): boolean {
    return OWN.includes(key) || key.startsWith('made-');
  }
}
