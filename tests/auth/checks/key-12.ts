import type { Samples } from '../../harness/sample.ts';
import { each, facts, lifeCheck, served } from '../evidence/life.ts';
import { asked, saw } from '../evidence/samples.ts';

/** KEY-12: deleting asks for confirmation; cancelling changes nothing. */
export const key12 = lifeCheck('KEY-12', (seen) => [
  ...each(facts(seen.ledger, 'asked', 'delete'), Boolean, 'a pop-up that asks before deleting', () => 'no pop-up'),
  ...each(facts(seen.ledger, 'record', 'cancel-delete'), Boolean, 'the record after Cancel', () => 'no record'),
  ...served(seen, 'cancel-delete', 'the key served after Cancel'),
]);

export const samples: Samples = {
  passes: [...saw('delete', 'asked', true), ...asked('cancel-delete', 'a2', 200)],
  rejects: [...saw('delete', 'asked', false), ...asked('cancel-delete', 'a2', 200)],
};
