import type { Check } from '../harness/check.ts';
import type { Scene } from '../harness/scene.ts';
import { lim01 } from './checks/lim-01.ts';
import { lim02 } from './checks/lim-02.ts';
import { lim03 } from './checks/lim-03.ts';
import { firstBurst } from './scenes/first-burst.ts';

/** The ratelimit suite's checks. */
export const ratelimitChecks: readonly Check[] = [lim01, lim02, lim03];

/** What the ratelimit suite does to the target, in order. */
export const ratelimitScenes: readonly Scene[] = [firstBurst];
