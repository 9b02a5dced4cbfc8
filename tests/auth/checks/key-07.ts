import type { Samples } from '../../../verifier/samples/sample.ts';
import { confirms, each, facts, lifeCheck, served } from '../evidence/life.ts';
import { requested, saw } from '../evidence/samples.ts';

/** KEY-07: revoking asks for confirmation; cancelling changes nothing. */
export const key07 = lifeCheck('KEY-07', (seen) => [
  ...confirms(seen, 'revoke', 'still active'),
  ...each(
    facts(seen.recorder, 'still active', 'cancel-revoke'),
    Boolean,
    'a record that can still be revoked after Cancel',
    () => 'none',
  ),
  ...served(seen, 'cancel-revoke', 'the key served after Cancel'),
]);

export const samples: Samples = {
  passes: [...saw('revoke', 'confirmation', true), ...requested('cancel-revoke', 'a', 200)],
  rejects: [[...saw('revoke', 'confirmation', true), ...requested('cancel-revoke', 'a', 401)]],
};
