import type { Samples } from '../../../verifier/samples/sample.ts';
import { rejectedAtOnce } from '../evidence/at-once.ts';
import { knownRevoked } from '../evidence/known-revoked.ts';
import { each, facts, lifeCheck } from '../evidence/life.ts';
import { requested, requestedEvery } from '../evidence/samples.ts';

/** KEY-13: a deleted key never comes back: not after a reload, nor with a new key of the same name. */
export const key13 = lifeCheck(
  'KEY-13',
  (seen) => [
    ...each(
      facts(seen.recorder, 'record', 'deleted, reloaded'),
      (record) => record === false,
      'no record after a reload',
      () => 'the record is back',
    ),
    rejectedAtOnce(seen, 'never-again'),
    knownRevoked(seen, 'deleted'),
  ],
  { instead: 'MITP_DELETED_API_KEY' },
);

export const samples: Samples = {
  passes: requested('never-again', 'a2', 401, 401),
  rejects: [requestedEvery(61_000, 'never-again', 'a2', 200, 200)],
};
