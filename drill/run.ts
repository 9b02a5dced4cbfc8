import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startMock } from '../mocks/index.ts';
import type { DrillRecord } from '../spec/drill-record.ts';
import type { Evidence } from './rules/evidence.ts';
import { judgeRules, judgeScenarios } from './judge.ts';
import { runScenario, type ScenarioRun, type ScenarioOptions } from './run-scenario.ts';
import { compared } from './result/compared.ts';
import { unusable } from './rules/ending.ts';
import { showPool, unpromptedIn } from './rules/knew.ts';
import { sameAs } from './rules/requests.ts';
import { isLaterPage } from './disturbance.ts';
import { UNDISTURBED, UNDISTURBED_AGAIN, type Scenario } from './scenarios/index.ts';
import type { Usual } from './scenarios/scenario.ts';

/** How a client is drilled. */
export interface DrillOptions extends Omit<ScenarioOptions, 'folder'> {
  /** The scenarios to run; the undisturbed runs come before them in any case. */
  readonly scenarios: readonly Scenario[];
  readonly strict: boolean;
  /** Runs of the client at a time. */
  readonly jobs: number;
  /** Called with each run when it has ended. */
  readonly onRun: (finished: ScenarioRun, done: number, all: number) => void;
}

/** The first mock of a process takes long to generate its rows, which must not make the client look slow. */
async function warmUp(): Promise<void> {
  const mock = await startMock();
  await fetch(`${mock.baseUrl}/clients?pageSize=1`, { headers: { 'mitp-api-key': mock.keys.active } }).catch(
    () => null,
  );
  await mock.close();
}

/** Why other scenarios prove nothing: the client caches everything, and sends no requests again. */
function cached(finished: readonly ScenarioRun[]): string | undefined {
  const again = finished.find(({ run }) => run.scenario.id === UNDISTURBED_AGAIN);
  return again?.run.requests.length === 0
    ? 'the client sent no request when it was run again: where it keeps what it read, give each run an empty folder for that, such as --set CACHE_DIR={folder}'
    : undefined;
}

/** What the undisturbed run shows of the client. */
function usualOf(run: ScenarioRun['run'] | undefined): Usual {
  const { requests = [], seconds = 0 } = run ?? {};
  const laterPages = new Set(requests.map(sameAs).filter(isLaterPage)).size;
  return { requests: requests.length, seconds, laterPages };
}

const weight = ({ weight: seconds = 0 }: Scenario) => seconds;

/**
 * Runs a client under each scenario and judges it. If it fails undisturbed, no other scenario is run.
 * @throws NotStarted when there is no such command
 */
export async function drill(options: DrillOptions): Promise<DrillRecord> {
  const startedAt = new Date().toISOString();
  const { scenarios, contract, patience, strict, jobs, stop, onRun } = options;
  const folder = await mkdtemp(join(tmpdir(), 'mitp-drill-'));
  const finished: ScenarioRun[] = [];
  const unfit = new Map<string, string>();
  let usual: Usual = { requests: 1, seconds: 0, laterPages: 0 };
  const run = async (scenario: Scenario) => {
    if (stop.aborted) return;
    const one = await runScenario(scenario, usual, { ...options, folder });
    if (stop.aborted) return;
    finished.push(one);
    onRun(one, finished.length + unfit.size, scenarios.length);
  };
  const evidenceOf = (incomparable: string | null): Evidence => ({
    ...{ contract, patience, incomparable },
    runs: finished.map((one) => one.run),
  });
  try {
    await warmUp();
    const [first, ...others] = scenarios;
    if (first?.id !== UNDISTURBED) throw new Error('The undisturbed scenario comes first.');
    await run(first);
    usual = usualOf(finished[0]?.run);
    const why = stop.aborted ? 'the drill was stopped' : unusable(evidenceOf(null));
    for (const scenario of others) {
      const reason = why ?? scenario.unfit?.(usual, patience, contract);
      if (reason !== undefined) unfit.set(scenario.id, reason);
    }
    const waiting = others.filter(({ id }) => !unfit.has(id)).sort((a, b) => weight(b) - weight(a));
    // The second undisturbed run also runs alone, because the first is compared with it.
    const again = waiting.findIndex(({ id }) => id === UNDISTURBED_AGAIN);
    for (const scenario of again === -1 ? [] : waiting.splice(again, 1)) await run(scenario);
    const kept = cached(finished);
    if (kept !== undefined) for (const { id } of waiting.splice(0)) unfit.set(id, kept);
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await run(next);
    };
    await Promise.all(Array.from({ length: jobs }, work));
    const { runs, incomparable, notes } = compared(finished, scenarios);
    const shown = { unprompted: unpromptedIn(runs), ...(showPool(runs) && { pools: true as const }) };
    const evidence = { ...evidenceOf(incomparable), runs: runs.map((one) => ({ ...one, ...shown })) };
    const rules = judgeRules(evidence, strict);
    const count = (verdict: string) => rules.filter((rule) => rule.verdict === verdict).length;
    return {
      ...{ schemaVersion: 1, id: randomUUID(), startedAt, finishedAt: new Date().toISOString() },
      ...{ command: [...options.command], strict },
      scenarios: judgeScenarios(scenarios, unfit, evidence, rules),
      rules,
      totals: { pass: count('pass'), warn: count('warn'), fail: count('fail'), notRun: count('not-run') },
      notes,
      errors: [why, kept].filter((reason) => reason !== undefined),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
