import type { Samples } from '../../../verifier/samples/sample.ts';
import { lifeCheck, served } from '../evidence/life.ts';
import { requested } from '../evidence/samples.ts';

/** KEY-01: a generated key works. */
export const key01 = lifeCheck('KEY-01', (seen) => served(seen, 'new', 'a key that was just generated served'));

export const samples: Samples = { passes: requested('new', 'a', 200), rejects: [requested('new', 'a', 401)] };
