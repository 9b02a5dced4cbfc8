import type { Observation } from '../../../verifier/observation.ts';

/** Notes what was seen at the page. */
export type Observe = (step: string, fact: string, value: Observation['value']) => void;
