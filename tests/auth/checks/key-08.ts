import type { Samples } from '../../../verifier/samples/sample.ts';
import { each, facts, lifeCheck, notDone } from '../evidence/life.ts';
import { saw } from '../evidence/samples.ts';

/** As many as a mask may show (KEY-05). */
const MOST = 4;

/** KEY-08: after revoking, the record remains, without its value. */
export const key08 = lifeCheck('KEY-08', (seen) => [
  ...each(facts(seen.recorder, 'record', 'revoked'), Boolean, 'the record after revoking', () => 'no record'),
  ...each(
    facts(seen.recorder, 'shown', 'revoked'),
    (shown) => Number(shown) <= MOST,
    'a record without its value',
    (shown) => `${String(shown)} characters of it`,
  ),
  ...notDone(seen, 'revoke'),
]);

export const samples: Samples = {
  passes: [...saw('revoked', 'record', true), ...saw('revoked', 'shown', 4)],
  rejects: [saw('revoked', 'record', false), [...saw('revoked', 'record', true), ...saw('revoked', 'shown', 5)]],
};
