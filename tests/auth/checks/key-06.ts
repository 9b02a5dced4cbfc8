import type { Check } from '../../../verifier/check.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { rejectedAtOnce, rejectedOtherwise } from '../evidence/at-once.ts';
import { requestWith, knownRevoked } from '../evidence/known-revoked.ts';
import { lifeCheck, notDone } from '../evidence/life.ts';
import { requested, requestedEvery } from '../evidence/samples.ts';

/** KEY-06: a revoked key is rejected at once. Without a portal, the configured revoked key is tried instead. */
export const key06: Check = {
  requestGroups: (seen) => requestWith(seen, 'revoked'),
  ...lifeCheck(
    'KEY-06',
    (seen) => [
      rejectedAtOnce(seen, 'revoke'),
      ...rejectedOtherwise(seen, 'revoke'),
      ...notDone(seen, 'revoke'),
      knownRevoked(seen, 'revoked'),
    ],
    {
      instead: 'MITP_REVOKED_API_KEY',
    },
  ),
};

export const samples: Samples = {
  passes: requested('revoke', 'a', 401, 401),
  rejects: [
    requestedEvery(61_000, 'revoke', 'a', 200, 200, 401),
    // HEAD still accepts the key.
    [...requested('revoke', 'a', 401), ...requestedEvery(61_000, 'revoke-HEAD', 'a', 200, 200)],
  ],
};
