import { loadContract } from '../../spec/contract.ts';
import type { TargetConfig } from '../../verifier/config.ts';
import { newPlan, type RunPlan } from '../../verifier/run-state.ts';
import { Run } from '../../verifier/run.ts';
import { SUITES } from '../../verifier/suites.ts';
import { CATALOGUE } from '../catalogue.ts';

/** A run of a target, with our own contract and all suites, which a test drives by hand. */
export function runOf(config: TargetConfig, plan: Partial<RunPlan> = {}, signal?: AbortSignal): Run {
  const whole = newPlan({ suites: SUITES, depth: 'standard', seed: 1, strict: true, ...plan });
  return new Run(config, whole, { contract: loadContract(), catalogue: CATALOGUE, ...(signal && { signal }) });
}
