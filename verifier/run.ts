import { clause, type ClauseId } from '../spec/clauses.ts';
import type { Contract } from '../spec/contract.ts';
import { levelIn } from '../spec/learn/knowledge.ts';
import { Budget } from './budget.ts';
import type { Checks } from './checks.ts';
import { Interrupted, INTERRUPTED, interruptible, movableClock, realClock, type RunClock } from './clock.ts';
import type { Check } from './check.ts';
import type { CheckContext } from './check-context.ts';
import type { TargetConfig } from './config.ts';
import { advanceTarget } from './embedded.ts';
import type { OpenRequest } from './outstanding.ts';
import { Recorder } from './recorder.ts';
import { Client } from './client.ts';
import { Secrets } from './secrets.ts';
import { newState, type RunPlan, type RunState } from './run-state.ts';
import type { Suite } from './suites.ts';
import { ProgressReporter } from './progress.ts';
import { lost } from './reason.ts';
import { grade, notRun, type ClauseResult } from './verdict.ts';

/** Requests left to others in each window of a live target, because they may need its quota. */
const LIVE_MARGIN = 2;
/** Added to a live window: its start and the target's clock are unknown. */
const LIVE_SLACK_MS = 1_000;

/** How often a run against the embedded mock reports its progress, in milliseconds: it ends within a minute. */
const EMBEDDED_TELL_MS = 5_000;

const OWN = ['active', 'sibling'];

/** The parts of a run beside its target and its plan. */
export interface RunParts {
  readonly contract: Contract;
  readonly catalogue: Checks;
  /** Judges only these clauses, and sends only what they need; all unless set. */
  readonly clauses?: readonly ClauseId[];
  /** Aborted when the user stops the run: nothing more is sent, and what was recorded is judged. */
  readonly signal?: AbortSignal;
  /** Takes a line on the progress of the run; left out where nobody reads it. */
  readonly onProgress?: (line: string) => void;
  /** Saves the unfinished record. */
  readonly onKeep?: () => void;
}

/** A run as a suite sees it: the evidence, the means to gather more, and the judge. */
export class Run {
  readonly plan: RunPlan;
  readonly config: TargetConfig;
  readonly catalogue: Checks;
  readonly signal: AbortSignal;
  readonly secrets: Secrets;
  readonly clock: RunClock;
  readonly client: Client;
  readonly context: CheckContext;
  /** Quota of the provider under test; bursts count against it themselves. */
  readonly budget: Budget;
  readonly progress: ProgressReporter;
  readonly #clauses: readonly ClauseId[] | undefined;
  readonly #keep: () => void;
  /** Requests that the suites of this run still need; a burst sends them, so that its responses are evidence for them too. */
  pendingRequests: () => OpenRequest[] = () => [];
  readonly #cleanups = new Set<() => Promise<void>>();
  #state = newState();
  readonly #failedChecks = new Map<ClauseId, unknown>();

  constructor(config: TargetConfig, plan: RunPlan, parts: RunParts) {
    this.plan = plan;
    this.config = config;
    this.catalogue = parts.catalogue;
    this.signal = parts.signal ?? new AbortController().signal;
    this.progress = new ProgressReporter(
      parts.onProgress,
      config.controlUrl === undefined ? undefined : EMBEDDED_TELL_MS,
    );
    this.secrets = new Secrets(config.keys, parts.contract.keyHeader);
    // The headers for a gateway are as secret as a key, and responses may repeat them.
    for (const [name, value] of Object.entries(config.network?.headers ?? {})) this.secrets.register(name, value);
    const { controlUrl } = config;
    const embedded = controlUrl !== undefined;
    const clock = controlUrl === undefined ? realClock : movableClock((ms) => advanceTarget(controlUrl, ms));
    this.clock = interruptible(clock, () => this.signal.aborted);
    const recorder = new Recorder();
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
      ...(config.network === undefined ? {} : { network: config.network }),
      windowMs,
      budgetOf: (key) => (key === 'foreign' ? foreign : key !== null && this.#own(key) ? this.budget : undefined),
      waiting: (reason, ms) => this.say(ms, reason),
    });
    this.context = {
      contract: parts.contract,
      target: {
        baseUrl: config.baseUrl,
        embedded,
        quiet: config.quietProvider ?? embedded,
        limit: config.limit,
        windowSeconds: config.windowSeconds,
        keys: new Set(Object.keys(config.keys)),
      },
      recorder,
      depth: plan.depth,
      seed: plan.seed,
    };
    this.#clauses = parts.clauses;
    this.#keep = parts.onKeep ?? (() => undefined);
  }

  get state(): Readonly<RunState> {
    return this.#state;
  }

  update(change: Partial<RunState>): void {
    this.#state = { ...this.#state, ...change };
  }

  /** Adds real time to a part of the run. */
  spend(part: string, ms: number): void {
    const { timing } = this.#state;
    this.update({ timing: { ...timing, [part]: (timing[part] ?? 0) + ms } });
  }

  /** The checks of a suite, in catalogue order, whose clauses this run judges. */
  checks(suite: Suite): readonly Check[] {
    return this.catalogue.checks[suite].filter(({ clause: id }) => this.#clauses?.includes(id) ?? true);
  }

  /** Keeps a check's error for its own clause, so that no other clause is affected. */
  readonly checkFailed = (id: ClauseId, error: unknown): void => {
    this.#failedChecks.set(id, error);
  };

  /** The verdict on a clause, graded for the run record. @throws the error that its check threw */
  judge(id: ClauseId): ClauseResult {
    const began = performance.now();
    try {
      const { result, took } = this.context.recorder.lookingUp(() => this.#judged(id));
      return { ...result, seconds: Math.round(took + performance.now() - began) / 1000 };
    } finally {
      this.spend('judging', performance.now() - began);
    }
  }

  #judged(id: ClauseId): ClauseResult {
    const { embedded } = this.context.target;
    const check = Object.values(this.catalogue.checks)
      .flat()
      .find((one) => one.clause === id);
    if (this.#failedChecks.has(id)) throw this.#failedChecks.get(id);
    const verdict = check === undefined ? notRun('not built yet') : check.judge(this.context);
    const { stopped } = this.#state;
    const result =
      verdict.kind === 'not-run' && stopped !== undefined
        ? notRun(lost(`the run stopped: ${stopped}`), verdict.notes)
        : verdict;
    const level = levelIn(this.context.contract, clause(id));
    return grade({ ...clause(id), level }, result, this.plan.strict || embedded);
  }

  /** Registers a cleanup for the end of the run, even an early one. @returns a function that runs it now, once */
  defer(cleanup: () => Promise<void>): () => Promise<void> {
    let under: Promise<void> | undefined;
    // It stays registered until it is done, so that `close` waits for it.
    const undo = () => (under ??= cleanup().finally(() => this.#cleanups.delete(undo)));
    this.#cleanups.add(undo);
    return undo;
  }

  /** Runs the remaining cleanups, the last first: keys that were generated, browsers that were started. */
  async close(): Promise<void> {
    for (const undo of [...this.#cleanups].reverse()) await undo();
  }

  /** Notes what the run is about to create on the target, and saves the record: if the run is killed, the record names it. */
  willRemove(what: readonly string[]): void {
    this.update({ toRemove: [...this.#state.toRemove, ...what] });
    this.#keep();
  }

  /** Notes that this was removed, or named as left behind. */
  hasRemoved(what: readonly string[]): void {
    this.update({ toRemove: this.#state.toRemove.filter((line) => !what.includes(line)) });
  }

  /** Notes what the run created on the target and could not remove. The record shows it, and the exit code is not 0. */
  leaveBehind(what: readonly string[]): void {
    this.update({ leftBehind: [...this.#state.leftBehind, ...what] });
  }

  /** Waits until the quota has room for so many requests, so that the scenario need not wait while it runs. */
  async room(count: number): Promise<void> {
    const wait = this.budget.wait(this.clock.now(), count);
    if (wait <= 0) return;
    this.say(wait, 'the rate limit has no requests left in this window');
    await this.clock.sleep(wait);
  }

  /** Tells the user what the run waits for; silent on the embedded mock, whose clock is moved instead. */
  say(ms: number, reason: string): void {
    if (!this.context.target.embedded) this.progress.waiting(ms, reason);
  }

  /** Stops a scenario once the user stopped the run or the target was given up. @throws Interrupted */
  heed(): void {
    this.progress.tick();
    if (this.signal.aborted) throw new Interrupted(INTERRUPTED);
    if (this.client.down !== undefined) throw new Interrupted(this.client.down);
  }

  /** Sends nothing more. Clauses that are not tried by then are not-run, with this reason. */
  stop(reason: string): void {
    this.update({ stopped: reason });
  }

  #own(key: string): boolean {
    return OWN.includes(key) || key.startsWith('made-');
  }
}
