import { expect, test } from '@playwright/test';
import type { ClauseId } from '../../../spec/clauses.ts';
import { Budget } from '../../../verifier/budget.ts';
import type { Check } from '../../../verifier/check.ts';
import type { Depth } from '../../../verifier/check-context.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import type { Run } from '../../../verifier/run.ts';
import { newState } from '../../../verifier/run-state.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import type { Scenario } from '../../../verifier/scenario.ts';
import { Scheduler } from '../../../verifier/scheduler.ts';
import { Secrets } from '../../../verifier/secrets.ts';
import { SUITES, type Suite } from '../../../verifier/suites.ts';

const { operations } = sampleContract();

/** A check that wants `count` pages of the list at this place, with a key. */
function checkOf(clause: ClauseId, list: number, count: number, { key = 'active', foundation = false } = {}): Check {
  return {
    clause,
    requestGroups: () =>
      Array.from({ length: count }, (_, at) => ({
        ...{ label: `${at}`, depth: 'quick', foundation },
        requests: [listRequest(operations[list]!, { page: at + 1 }, { key })],
      })),
    judge: () => ({ kind: 'not-run', why: 'nothing is judged', notes: [] }),
  };
}

const CHECKS: Record<Suite, Check[]> = {
  contract: [checkOf('CON-01', 0, 3), checkOf('PAG-02', 1, 9), checkOf('SRT-01', 2, 4, { foundation: true })],
  auth: [checkOf('AUTH-01', 3, 3, { key: 'sibling' })],
  ratelimit: [checkOf('LIM-02', 4, 2)],
};

interface Options {
  suites?: readonly Suite[];
  depth?: Depth;
  seed?: number;
  limit?: number;
  embedded?: boolean;
  /** The target is down, or the user stops the run, after so many requests. */
  downAfter?: number;
  stoppedAfter?: number;
  /** The scenario that fails. */
  fails?: string;
  only?: readonly ClauseId[];
  /** The clock moves so many seconds with each request. */
  secondsEach?: number;
}

/** What a run does, in its order: scenarios, and how many requests of which list. */
async function logOf(options: Options): Promise<string> {
  const { suites = SUITES, depth = 'standard', seed = 1, limit = 50, embedded = false, secondsEach = 1 } = options;
  const log: string[] = [];
  const recorder = new Recorder();
  const keys = { active: 'a'.repeat(40), sibling: 's'.repeat(40) };
  const budget = new Budget(limit, 60_000);
  let state = newState();
  let now = 0;
  const down = () => (recorder.all().length >= (options.downAfter ?? Infinity) ? 'the target is down' : undefined);
  const send = (request: RequestSpec) => {
    log.push(`${'abcdefghi'[operations.findIndex(({ id }) => id === request.operation)]}`);
    now += secondsEach * 1000;
    budget.spend(now);
    const response = { status: 200, headers: {}, text: '{}' };
    return Promise.resolve(recorder.record({ scenario: 'probe', request, sentAt: now, took: 1, response }));
  };
  const target = { baseUrl: 'http://sample', embedded, limit, windowSeconds: 60, keys: new Set(Object.keys(keys)) };
  const run = {
    plan: { suites, depth },
    catalogue: { checks: CHECKS },
    context: { contract: sampleContract(), target, depth, seed, recorder },
    checks: (suite: Suite) => CHECKS[suite].filter(({ clause }) => options.only?.includes(clause) ?? true),
    secrets: new Secrets(keys),
    get state() {
      return state;
    },
    update: (change: object) => (state = { ...state, ...change }),
    stop: (why: string) => (state = { ...state, stopped: why }),
    spend: (part: string) => log.push(`(${part})`),
    clock: { now: () => now },
    client: {
      send,
      get down() {
        return down();
      },
    },
    get signal() {
      return { aborted: recorder.all().length >= (options.stoppedAfter ?? Infinity) };
    },
    progress: { tick: () => undefined, say: (line: string) => log.push(`[${line}]`), status: undefined },
    ...{ budget, checkFailed: () => undefined, pendingRequests: () => [] as unknown[] },
  };
  const scenario = (name: string, groups?: Scenario['groups']): Scenario => ({
    ...{ name, work: 10, ...(groups && { groups }) },
    prepare: () => log.push(`prepare ${name}`),
    run: () => {
      log.push(`<${name}, ${run.pendingRequests().length} open>`);
      return options.fails === name ? Promise.reject(new Error(`failed with ${keys.active}`)) : Promise.resolve();
    },
  });
  const scenarios = {
    contract: [scenario('moves', ['PAG', 'CON'])],
    auth: [scenario('life', ['AUTH']), scenario('portal', ['KEY'])],
    ratelimit: [scenario('burst'), scenario('life', ['AUTH'])],
  };
  const ended = await new Scheduler(run as unknown as Run, scenarios).gather().then(
    () => '',
    (error: unknown) => ` threw ${String(error)}`,
  );
  const shown = log
    .join(' ')
    .replace(/\b([a-i])(?: \1\b)+/g, (all, list: string) => `${list}x${all.split(' ').length}`);
  return `${shown}${ended}; ${state.stopped ?? 'to its end'}; ${state.completedScenarios.join(' ')}; ${JSON.stringify(state.plan)}`;
}

const RUNS: Readonly<Record<string, Options>> = {
  'all suites': {},
  'all suites, quick': { depth: 'quick' },
  'all suites, quick, another night': { depth: 'quick', seed: 2 },
  'all suites, full': { depth: 'full' },
  'all suites, embedded': { embedded: true },
  'a limit of 10': { limit: 10 },
  'a limit of 10, quick': { limit: 10, depth: 'quick' },
  'a limit of 300, quick': { limit: 300, depth: 'quick' },
  'a limit of 3, quick': { limit: 3, depth: 'quick' },
  'contract alone': { suites: ['contract'] },
  'auth alone': { suites: ['auth'] },
  'ratelimit alone': { suites: ['ratelimit'] },
  'contract and auth': { suites: ['contract', 'auth'] },
  'one clause': { only: ['AUTH-01'] },
  'no clause': { only: [] },
  'down at once': { downAfter: 1 },
  'down later': { downAfter: 12 },
  'stopped at once': { stoppedAfter: 0 },
  'stopped later': { stoppedAfter: 17 },
  'a scenario that fails': { fails: 'life' },
  'slow, quick': { secondsEach: 20, depth: 'quick' },
  'slow, contract': { secondsEach: 50, suites: ['contract'] },
};

test('what a run does in which order, by its suites, depth and limit, is as it was', async () => {
  const lines: string[] = [];
  for (const [name, options] of Object.entries(RUNS)) lines.push(`${name}: ${await logOf(options)}`);
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('run-in-turn.txt');
  expect(lines.join('')).not.toContain('a'.repeat(40));
});
