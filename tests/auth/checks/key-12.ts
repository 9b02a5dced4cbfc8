import type { Samples } from '../../../verifier/samples/sample.ts';
import { confirms, each, facts, lifeCheck, served } from '../evidence/life.ts';
import { requested, saw } from '../evidence/samples.ts';

/** KEY-12: deleting asks for confirmation; cancelling changes nothing. */
export const key12 = lifeCheck('KEY-12', (seen) => [
  ...confirms(seen, 'delete', 'record'),
  ...each(facts(seen.recorder, 'record', 'cancel-delete'), Boolean, 'the record after Cancel', () => 'no record'),
  ...served(seen, 'cancel-delete', 'the key served after Cancel'),
]);

export const samples: Samples = {
  passes: [...saw('delete', 'confirmation', true), ...requested('cancel-delete', 'a2', 200)],
  rejects: [[...saw('delete', 'confirmation', false), ...requested('cancel-delete', 'a2', 200)]],
};
