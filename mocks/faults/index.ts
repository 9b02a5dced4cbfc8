import type { Fault } from '../fault-hooks.ts';

/** The catalogue of defects that the suites have to find. */
export const FAULTS: readonly Fault[] = [];
