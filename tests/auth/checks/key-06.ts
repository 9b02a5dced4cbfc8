import type { Check } from '../../harness/check.ts';
import type { Samples } from '../../harness/sample.ts';
import { refusedAtOnce } from '../evidence/at-once.ts';
import { askWith, knownDead } from '../evidence/known-dead.ts';
import { lifeCheck } from '../evidence/life.ts';
import { asked, askedEvery } from '../evidence/samples.ts';

/** KEY-06: a revoked key is refused at once. Without a portal the key that is known to be revoked has to do. */
export const key06: Check = {
  wants: (seen) => askWith(seen, 'revoked'),
  ...lifeCheck('KEY-06', (seen) => [refusedAtOnce(seen, 'revoke'), knownDead(seen, 'revoked')], {
    instead: 'MITP_REVOKED_API_KEY',
  }),
};

export const samples: Samples = {
  passes: asked('revoke', 'a', 401, 401),
  rejects: askedEvery(61_000, 'revoke', 'a', 200, 200, 401),
};
