import { authChecks, authScenarios } from './auth/catalogue.ts';
import { contractChecks } from './contract/catalogue.ts';
import { ratelimitChecks, ratelimitScenarios } from './ratelimit/catalogue.ts';
import type { Check } from '../verifier/check.ts';
import type { Scenario } from '../verifier/scenario.ts';
import type { Suite } from '../verifier/session.ts';

/** Checks of each suite, one for each clause. A clause without one is reported as `not-run: not built yet`. */
export const CHECKS: Readonly<Record<Suite, readonly Check[]>> = {
  ratelimit: ratelimitChecks,
  auth: authChecks,
  contract: contractChecks,
};

/** What each suite does to the target beyond asking its checks' questions. */
export const SCENARIOS: Readonly<Record<Suite, readonly Scenario[]>> = {
  ratelimit: ratelimitScenarios,
  auth: authScenarios,
  contract: [],
};

/** Every check there is. */
export const ALL_CHECKS: readonly Check[] = Object.values(CHECKS).flat();
