import { authChecks, authScenes } from '../auth/catalogue.ts';
import { contractChecks } from '../contract/catalogue.ts';
import { ratelimitChecks, ratelimitScenes } from '../ratelimit/catalogue.ts';
import type { Check } from './check.ts';
import type { Scene } from './scene.ts';
import type { Suite } from './session.ts';

/** Checks of each suite, one for each clause. A clause without one is reported as `not-run: not built yet`. */
export const CHECKS: Readonly<Record<Suite, readonly Check[]>> = {
  ratelimit: ratelimitChecks,
  auth: authChecks,
  contract: contractChecks,
};

/** What each suite does to the target beyond asking its checks' questions. */
export const SCENES: Readonly<Record<Suite, readonly Scene[]>> = {
  ratelimit: ratelimitScenes,
  auth: authScenes,
  contract: [],
};

/** Every check there is. */
export const ALL_CHECKS: readonly Check[] = Object.values(CHECKS).flat();
