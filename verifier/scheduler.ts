import type { ClauseId } from '../spec/clauses.ts';
import type { Check } from './check.ts';
import { turned } from './choose.ts';
import { Interrupted, INTERRUPTED } from './clock.ts';
import { usesQuota, requestCounts } from './counts.ts';
import { keyOf } from './exchange.ts';
import { gather, type GatherLimits } from './gather.ts';
import { outstanding, type OpenRequest } from './outstanding.ts';
import { endOfWindows, lowerBound, mostServed, planLine, planOf } from './plan.ts';
import type { Run } from './run.ts';
import type { Catalogue, Scenario } from './scenario.ts';
import { requestsList } from './requests-list.ts';
import type { Suite } from './suites.ts';
import { TimeLeft } from './time-left.ts';

/** Requests that measuring the limit needs beside its bursts: the other provider's key, before and after one. */
const BESIDE_BURST = 3;
/** Requests of a quick run that are reserved, beside its burst, for what a burst cannot carry and for the life of a key. */
const NOT_IN_BURST = 5;

/** Requests after the bursts of a standard run that go to what no burst carried, before lists have their turn again. */
const MOST_OTHERS = 60;

/** What most checks build on: each list, requested without parameters. */
const BASE: ClauseId = 'CON-01';

/** Decides which requests a run sends and which scenarios it runs, in which order, within the limits of its depth. */
export class Scheduler {
  readonly #run: Run;
  readonly #scenarios: Catalogue['scenarios'];
  readonly #timeLeft: TimeLeft;

  constructor(run: Run, scenarios: Catalogue['scenarios']) {
    this.#run = run;
    this.#scenarios = scenarios;
    run.pendingRequests = () => this.#pendingRequests();
    this.#timeLeft = new TimeLeft(run, scenarios);
    run.progress.status = () => this.#timeLeft.line();
  }

  get #base(): readonly Check[] {
    return Object.values(this.#run.catalogue.checks)
      .flat()
      .filter(({ clause: id }) => id === BASE);
  }

  /**
   * Runs the scenarios of all suites, then sends the requests of their checks, the shallowest depth first, so that no suite spends
   * on what is rare while another lacks what every run sends. The requests that others build on come first, so that bursts can
   * carry those others.
   */
  async gather(): Promise<void> {
    const suites = this.#run.plan.suites.filter((suite) => this.#run.checks(suite).length > 0);
    if (suites.length === 0) return;
    for (const suite of suites) for (const scenario of this.#wanted(suite)) scenario.prepare?.(this.#run);
    try {
      await this.#timed('the first lists', () => this.#prime());
      if (suites.includes('ratelimit')) await this.#ahead();
      for (const suite of suites) await this.#runScenarios(suite);
      if (this.#run.state.stopped !== undefined) return;
      const checks = suites.flatMap((suite) => this.#run.checks(suite));
      const why = await this.#timed(
        'requests of the checks',
        async () => (await this.#afterBursts(checks)) ?? this.#send(checks),
      );
      if (why !== undefined) this.#run.stop(why);
    } catch (error) {
      this.#run.update({
        stopped: this.#run.secrets.hide(error instanceof Error ? error.message : String(error)),
      });
      // The error may hold keys that were generated in the portal, and who prints it cannot know them.
      if (!(error instanceof Interrupted)) throw this.#run.secrets.hideIn(error);
    }
  }

  /** Requests each list once, before everything else, then computes the cost of the run. */
  async #prime(): Promise<void> {
    const { suites, depth } = this.#run.plan;
    const { target, recorder } = this.#run.context;
    const measures = suites.includes('ratelimit');
    const kept = measures ? target.limit + BESIDE_BURST + NOT_IN_BURST : 0;
    if (suites.some((suite) => suite !== 'ratelimit')) this.#heed(await this.#send(this.#base, { kept }));
    const checks = suites.flatMap((suite) => this.#run.checks(suite));
    const pendingRequests = outstanding(checks, this.#run.context, this.#run.secrets, this.#run.checkFailed).filter(
      ({ request }) => usesQuota(request),
    ).length;
    const pace = { ...target, perWindow: this.#run.budget.most };
    const plan = planOf(depth, pendingRequests + requestCounts(recorder.all()).served, pace, measures);
    this.#run.update({
      plan: measures ? { ...plan, atLeast: lowerBound(depth, target.limit) } : plan,
    });
    if (!target.embedded) this.#run.progress.say(planLine(plan, target.windowSeconds));
  }

  /**
   * Before the limit is measured, which begins with a quiet window: the other suites' scenarios, and as many requests as this window
   * has room for of those that others build on, and that no burst can carry. Later they would take a window of their own.
   */
  async #ahead(): Promise<void> {
    const others = this.#run.plan.suites.filter((suite) => suite !== 'ratelimit' && this.#run.checks(suite).length > 0);
    for (const suite of others) await this.#runScenarios(suite);
    const { contract, target, depth, seed } = this.#run.context;
    // A quick run has room for a few of the contract suite's; each night takes others.
    const turn = (suite: Suite) => (depth === 'quick' && suite === 'contract' ? NOT_IN_BURST * seed : 0);
    const why = await this.#timed('requests before the bursts', () =>
      this.#send(
        others.flatMap((suite) => turned(this.#run.checks(suite), turn(suite))),
        {
          kept: target.limit + BESIDE_BURST,
          most: this.#run.budget.left(this.#run.clock.now()),
          // What others build on comes before the bursts, but of a quick run, which has no room for it: its burst carries it.
          only: ({ request, foundation }) =>
            (foundation && depth !== 'quick') || keyOf(request) !== 'active' || !requestsList(request, contract),
        },
      ),
    );
    this.#heed(why);
  }

  /**
   * After bursts that carried nothing but lists, what no burst carries comes first: wrong parameters, other methods, other keys, lists
   * below a row. Lists would take what is left otherwise, because more checks want them.
   */
  async #afterBursts(checks: readonly Check[]): Promise<string | undefined> {
    const { plan, context } = this.#run;
    if (plan.depth !== 'standard' || !plan.suites.includes('ratelimit')) return undefined;
    // What was not as predicted is read again first.
    const isOther = ({ request, urgent }: OpenRequest) =>
      urgent || keyOf(request) !== 'active' || !requestsList(request, context.contract);
    return this.#send(checks, { most: MOST_OTHERS, only: isOther });
  }

  /** Stops where sending stopped. */
  #heed(why: string | undefined): void {
    if (why !== undefined) throw new Interrupted(why);
  }

  /** Runs the scenarios of a suite, each once in a run, where a clause of their groups is judged. */
  async #runScenarios(suite: Suite): Promise<void> {
    for (const scenario of this.#wanted(suite)) {
      const { completedScenarios } = this.#run.state;
      if (completedScenarios.includes(scenario.name)) continue;
      this.#timeLeft.runs(scenario);
      await this.#timed(`scenario: ${scenario.name}`, () => scenario.run(this.#run));
      this.#run.update({ completedScenarios: [...completedScenarios, scenario.name] });
      this.#timeLeft.runs(undefined);
    }
  }

  /** The scenarios of a suite of which a clause is judged. */
  #wanted(suite: Suite): Scenario[] {
    const ids = this.#run.checks(suite).map(({ clause: id }) => id);
    return this.#scenarios[suite].filter(
      ({ groups }) => groups?.some((group) => ids.some((id) => id.startsWith(`${group}-`))) ?? true,
    );
  }

  /** @param limits `kept` requests of the depth's most are reserved for others; at most `most` are sent */
  #send(
    checks: readonly Check[],
    limits: { kept?: number; most?: number; only?: GatherLimits['only'] } = {},
  ): Promise<string | undefined> {
    const { kept = 0, most = Infinity, only } = limits;
    const { depth, target, recorder } = this.#run.context;
    const left = mostServed(depth, target.limit) - requestCounts(recorder.all()).served - kept;
    return gather(checks, this.#run.context, this.#run.client, this.#run.secrets, {
      most: Math.min(left, most),
      late: (usesQuota) => this.#late(usesQuota),
      stop: () => (this.#run.signal.aborted ? INTERRUPTED : this.#run.client.down),
      ...(only === undefined ? {} : { only }),
      onProgress: () => this.#run.progress.tick(),
      failed: this.#run.checkFailed,
    });
  }

  async #timed<Value>(part: string, work: () => Promise<Value>): Promise<Value> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.#run.spend(part, performance.now() - began);
    }
  }

  /** Whether the next request would have to wait until the depth's windows are over. */
  #late(usesQuota: boolean): boolean {
    const now = this.#run.clock.now();
    const [first] = this.#run.context.recorder.all();
    const { depth, target } = this.#run.context;
    const end = endOfWindows(depth, target.windowSeconds * 1000, first?.sentAt ?? now);
    return now + (usesQuota ? this.#run.budget.wait(now) : 0) > end;
  }

  /**
   * Requests that the suites of this run still need and that a burst may send, so that its responses are evidence for them too.
   */
  #pendingRequests(): OpenRequest[] {
    const checks = this.#run.plan.suites.flatMap((suite) => this.#run.checks(suite));
    return outstanding(checks, this.#run.context, this.#run.secrets, this.#run.checkFailed).filter(
      ({ request }) => keyOf(request) === 'active',
    );
  }
}
