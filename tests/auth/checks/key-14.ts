import type { Samples } from '../../../verifier/samples/sample.ts';
import { lifeCheck, served } from '../evidence/life.ts';
import { requested } from '../evidence/samples.ts';

/** KEY-14: revoking or deleting one key leaves its siblings working. */
export const key14 = lifeCheck('KEY-14', (seen) => [
  ...served(seen, 'sibling-revoke', 'another key served after one was revoked'),
  ...served(seen, 'sibling-delete', 'another key served after one was deleted'),
]);

export const samples: Samples = {
  passes: requested('sibling-revoke', 'b', 200),
  rejects: [requested('sibling-revoke', 'b', 401)],
};
