import { calm } from './calm.ts';
import { data } from './data.ts';
import { failures } from './failures.ts';
import { limits } from './limits.ts';
import { networks } from './networks.ts';
import type { Scenario } from './scenario.ts';

export type { Scenario } from './scenario.ts';
export { UNDISTURBED, UNDISTURBED_AGAIN } from '../rules/nature.ts';

/** Every scenario, in the order of the report. A new one is a row in one of the tables. */
export const SCENARIOS: readonly Scenario[] = [...calm, ...data, ...limits, ...networks, ...failures];
