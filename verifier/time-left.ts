import { usesQuota, requestCounts } from './counts.ts';
import { outstanding } from './outstanding.ts';
import { endOfWindows, mostServed } from './plan.ts';
import type { Run } from './run.ts';
import { USUAL_WORK, type Catalogue, type Scenario } from './scenario.ts';

/** What decides how long a live run takes; times in milliseconds. */
export interface LiveRest {
  /** Remaining requests of all suites that use quota. */
  readonly requests: number;
  readonly perWindow: number;
  readonly windowMs: number;
  /** Until the quota has room for the next of them. */
  readonly waitMs: number;
  /** Until the windows planned for measuring the limit are over, where it is still to be measured. */
  readonly plannedMs: number;
  /** Until the windows of the depth are over. */
  readonly mostMs: number;
}

/** Milliseconds until a live run ends. Only the quota decides, because a live run mostly waits for it. */
export function liveLeftMs({ requests, perWindow, windowMs, waitMs, plannedMs, mostMs }: LiveRest): number {
  const windows = Math.floor(Math.max(0, requests - 1) / perWindow);
  return Math.max(0, Math.min(mostMs, Math.max(waitMs + windows * windowMs, plannedMs)));
}

/** The assumed duration of a request to the embedded mock, in milliseconds, and how many requests the assumption weighs. */
const GUESS = { ms: 30, work: 300 };

/** Work of a run that never waits, in requests that take as long. */
export interface Work {
  readonly done: number;
  readonly left: number;
  /** Part of `left`: the work of the current scenario, and for how many milliseconds it has been running. */
  readonly running?: { readonly work: number; readonly ms: number };
}

/** Milliseconds until a run that never waits ends, from its pace so far. */
export function embeddedLeftMs(elapsedMs: number, { done, left, running = { work: 0, ms: 0 } }: Work): number {
  const pace = (elapsedMs - running.ms + GUESS.work * GUESS.ms) / (done + GUESS.work);
  return Math.max(left - running.work, 0) * pace + Math.max(running.work * pace - running.ms, 0);
}

/** For so long, in milliseconds, the open requests are not looked for again. */
const LOOK_AGAIN_MS = 15_000;

/** Reports how far a run has come, and how long the rest will take. */
export class TimeLeft {
  readonly #run: Run;
  readonly #scenarios: Catalogue['scenarios'];
  readonly #began = performance.now();
  #first: number | undefined;
  /** The open requests that use quota as they were last found, and how many had been sent by then. */
  #looked: { readonly at: number; readonly sent: number; readonly open: number } | undefined;
  #running: { name: string; since: number } | undefined;

  constructor(run: Run, scenarios: Catalogue['scenarios']) {
    this.#run = run;
    this.#scenarios = scenarios;
  }

  /** Notes the scenario that starts now; undefined when it ends. */
  runs(scenario: Scenario | undefined): void {
    this.#running = scenario && { name: scenario.name, since: performance.now() };
    this.#run.progress.tick();
  }

  /** For example `120 requests sent, about 140 to go, about 4 min left`. */
  line(): string {
    const { requests, ms } = this.#rest();
    const sent = this.#run.context.recorder.all().length;
    return `${sent} requests sent, about ${requests} to go, ${inWords(ms)} left`;
  }

  #rest(): { requests: number; ms: number } {
    const { plan, context, secrets, budget, clock, state } = this.#run;
    const { target, recorder } = context;
    const checks = plan.suites.flatMap((suite) => this.#run.checks(suite));
    const sent = recorder.all().length;
    // To find what is open takes half a second: between two looks what was sent is taken off.
    if (this.#looked === undefined || performance.now() - this.#looked.at > LOOK_AGAIN_MS) {
      const found = outstanding(checks, context, secrets, this.#run.checkFailed);
      this.#looked = { at: performance.now(), sent, open: found.filter(({ request }) => usesQuota(request)).length };
    }
    const open = Math.max(0, this.#looked.open - (sent - this.#looked.sent));
    const requests = Math.max(
      0,
      Math.min(open, mostServed(plan.depth, target.limit) - requestCounts(recorder.all()).served),
    );
    const scenarios = plan.suites.flatMap((suite) =>
      this.#scenarios[suite].map(({ name, work = USUAL_WORK }) => ({ suite, name, work })),
    );
    const ahead = scenarios.filter(({ name }) => !state.completedScenarios.includes(name));
    this.#first ??= requests;
    if (target.embedded) {
      const now = performance.now();
      const workIn = (some: typeof ahead) => some.reduce((sum, { work }) => sum + work, 0);
      const done = workIn(scenarios) - workIn(ahead) + Math.max(0, this.#first - requests);
      const left = workIn(ahead) + requests;
      const runs = ahead.find(({ name }) => name === this.#running?.name);
      const running = runs && { work: runs.work, ms: now - (this.#running?.since ?? now) };
      return { requests, ms: embeddedLeftMs(now - this.#began, { done, left, ...(running && { running }) }) };
    }
    const windowMs = target.windowSeconds * 1000;
    const now = clock.now();
    const firstAt = recorder.all()[0]?.sentAt ?? now;
    const measures = ahead.some(({ suite }) => suite === 'ratelimit');
    const ms = liveLeftMs({
      ...{ requests, perWindow: budget.most, windowMs, waitMs: budget.wait(now, requests) },
      plannedMs: measures ? firstAt + (state.plan?.windows ?? 0) * windowMs - now : 0,
      mostMs: endOfWindows(plan.depth, windowMs, firstAt) - now,
    });
    return { requests, ms };
  }
}

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 90) return `about ${Math.max(1, Math.ceil(seconds / 5)) * 5} s`;
  return `about ${Math.ceil(seconds / 60)} min`;
}
