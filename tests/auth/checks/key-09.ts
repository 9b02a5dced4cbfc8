import type { Samples } from '../../../verifier/samples/sample.ts';
import { each, facts, lifeCheck, served } from '../evidence/life.ts';
import { requested, saw } from '../evidence/samples.ts';

/** KEY-09: a revoked record can be regenerated: a new, different value, which works. */
export const key09 = lifeCheck('KEY-09', (seen) => [
  ...each(facts(seen.recorder, 'different', 'regenerated'), Boolean, 'a new value', () => 'the value from before'),
  ...served(seen, 'regenerated', 'the new value served'),
]);

export const samples: Samples = {
  passes: [...saw('regenerated', 'different', true), ...requested('regenerated', 'a2', 200)],
  rejects: [[...saw('regenerated', 'different', false), ...requested('regenerated', 'a2', 200)]],
};
