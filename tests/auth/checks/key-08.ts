import type { Samples } from '../../harness/sample.ts';
import { each, facts, lifeCheck } from '../evidence/life.ts';
import { saw } from '../evidence/samples.ts';

/** KEY-08: after revoking, the record remains, without its value. */
export const key08 = lifeCheck('KEY-08', ({ ledger }) => [
  ...each(facts(ledger, 'record', 'revoked'), Boolean, 'the record after revoking', () => 'no record'),
  ...each(
    facts(ledger, 'shown', 'revoked'),
    (shown) => Number(shown) < 3,
    'a record without its value',
    (shown) => `${String(shown)} characters of it`,
  ),
]);

export const samples: Samples = {
  passes: saw('revoked', 'record', true),
  rejects: saw('revoked', 'record', false),
};
