import { clause, type ClauseId } from '../../spec/clauses.ts';
import { loadContract } from '../../spec/contract.ts';
import { Budget } from './budget.ts';
import { ALL_CHECKS, CHECKS, SCENES } from './catalogue.ts';
import { movableClock, realClock, type RunClock } from './clock.ts';
import type { Check, Seen } from './check.ts';
import { readConfig, type TargetConfig } from './config.ts';
import { advanceTarget } from './embedded.ts';
import { keyOf, type Ask } from './exchange.ts';
import { gather, outstanding } from './gather.ts';
import { Ledger } from './ledger.ts';
import { requestCounts } from './counts.ts';
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
/** Served requests that a depth may spend in all; `full` is bounded by its questions alone. */
export const MOST_SERVED = { quick: 60, standard: 300, full: Infinity } as const;

/** Waits shorter than this are not worth a line. */
const SAID_MS = 3_000;

/** How often the facts of the run are written while questions are asked: an interrupted run loses no more. */
const SAVE_EVERY_MS = 1_000;

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
  #saved = 0;
  readonly #cleanups = new Set<() => Promise<void>>();

  private constructor(session: Session, config: TargetConfig) {
    this.session = session;
    this.config = config;
    this.secrets = new Secrets(config.keys);
    const embedded = config.controlUrl !== undefined;
    const { controlUrl } = config;
    this.clock =
      controlUrl === undefined
        ? realClock
        : movableClock(
            (ms) => advanceTarget(controlUrl, ms),
            session.state.moved,
            (moved) => session.update({ moved }),
          );
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

  /** Asks what the checks of a suite want answered; once in a run, however often it is called. */
  async gather(suite: Suite, checks: readonly Check[] = CHECKS[suite]): Promise<void> {
    if (this.session.state.gathered.includes(suite) || this.session.state.stopped !== undefined) return;
    try {
      const wanted = ({ groups }: Scene) =>
        groups?.some((group) => checks.some(({ clause: id }) => id.startsWith(`${group}-`))) ?? true;
      for (const scene of SCENES[suite].filter(wanted)) {
        await scene.play(this);
        this.save();
      }
      if (this.session.state.stopped !== undefined) return;
      const most = MOST_SERVED[this.seen.depth] - requestCounts(this.seen.ledger.all()).served;
      await gather(checks, this.seen, this.probe, this.secrets, { most, onProgress: () => this.#saveNowAndThen() });
      this.session.update({ gathered: [...this.session.state.gathered, suite] });
    } catch (error) {
      this.session.update({ stopped: this.secrets.hide(error instanceof Error ? error.message : String(error)) });
      throw error;
    } finally {
      this.save();
    }
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
    });
  }

  #saveNowAndThen(): void {
    if (performance.now() - this.#saved < SAVE_EVERY_MS) return;
    this.#saved = performance.now();
    this.save();
  }

  #own(key: string): boolean {
    return OWN.includes(key) || key.startsWith('made-');
  }
}
