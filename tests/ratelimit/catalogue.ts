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
  heedingOthers(lim01),
  onSteadyClock(lim02),
  lim03,
  lim04,
  lim05,
  onSteadyClock(heedingOthers(lim06)),
  onSteadyClock(heedingOthers(lim07)),
  lim08,
  lim09,
  heedingOthers(lim10),
  lim11,
  lim12,
];

/** What the ratelimit suite does to the target, in order. */
export const ratelimitScenarios: readonly Scenario[] = [limit];
