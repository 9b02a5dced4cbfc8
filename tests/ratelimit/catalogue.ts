import type { Check } from '../../verifier/check.ts';
import type { Scenario } from '../../verifier/scenario.ts';
import { lim01 } from './checks/lim-01.ts';
import { lim02 } from './checks/lim-02.ts';
import { lim03 } from './checks/lim-03.ts';
import { lim04 } from './checks/lim-04.ts';
import { lim05 } from './checks/lim-05.ts';
import { lim06 } from './checks/lim-06.ts';
import { lim07 } from './checks/lim-07.ts';
import { lim08 } from './checks/lim-08.ts';
import { lim09 } from './checks/lim-09.ts';
import { lim10 } from './checks/lim-10.ts';
import { lim11 } from './checks/lim-11.ts';
import { lim12 } from './checks/lim-12.ts';
import { heedingOthers } from './evidence/others.ts';
import { onSteadyClock } from './evidence/steady.ts';
import { limit } from './scenarios/limit.ts';

/** The ratelimit suite's checks. */
export const ratelimitChecks: readonly Check[] = [
  // The form of a rejection is wrong at any time; everything else rests on what a window served.
  lim03,
  lim12,
  ...[
    ...[heedingOthers(lim01), lim02, lim04, lim05, heedingOthers(lim06), heedingOthers(lim07)],
    ...[lim08, lim09, heedingOthers(lim10), lim11],
  ].map(onSteadyClock),
].sort((a, b) => a.clause.localeCompare(b.clause));

/** What the ratelimit suite does to the target, in order. */
export const ratelimitScenarios: readonly Scenario[] = [limit];
