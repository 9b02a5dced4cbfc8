import { randomUUID } from 'node:crypto';
import type { Depth } from './check-context.ts';
import type { CostPlan } from './plan.ts';
import type { Suite } from './suites.ts';

/** The task of a run. */
export interface RunPlan {
  readonly id: string;
  readonly startedAt: string;
  readonly seed: number;
  readonly depth: Depth;
  readonly strict: boolean;
  readonly suites: readonly Suite[];
}

/** The progress of a run. */
export interface RunState {
  /** Names of the scenarios that ran. */
  completedScenarios: readonly string[];
  /** Real milliseconds that each part took, by its name. */
  timing: Readonly<Record<string, number>>;
  /** The expected cost of the run, once it is known. */
  plan?: CostPlan;
  /** What the run created on the target and could not remove, each with the reason. */
  leftBehind: readonly string[];
  /** What the run creates there and has to remove at its end. If it is killed before, this is left. */
  toRemove: readonly string[];
  /** Why sending stopped early, if it did. */
  stopped?: string;
}

/** A plan with a new id and the current time. */
export function newPlan(plan: Omit<RunPlan, 'id' | 'startedAt'>): RunPlan {
  return { id: randomUUID(), startedAt: new Date().toISOString(), ...plan };
}

export function newState(): RunState {
  return { completedScenarios: [], leftBehind: [], toRemove: [], timing: {} };
}
