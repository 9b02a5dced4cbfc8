import type { Check } from '../../../verifier/check.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { rejectedAtOnce, rejectedOtherwise } from '../evidence/at-once.ts';
import { requestWith, knownRevoked } from '../evidence/known-revoked.ts';
import { each, facts, lifeCheck, notDone } from '../evidence/life.ts';
import { requested, requestedEvery, saw } from '../evidence/samples.ts';

/** KEY-11: a deleted key is rejected at once and its record is gone from the list. */
export const key11: Check = {
  requestGroups: (seen) => requestWith(seen, 'deleted'),
  ...lifeCheck(
    'KEY-11',
    (seen) => [
      rejectedAtOnce(seen, 'delete'),
      ...rejectedOtherwise(seen, 'delete'),
      ...notDone(seen, 'delete'),
      knownRevoked(seen, 'deleted'),
      ...each(
        facts(seen.recorder, 'record', 'deleted'),
        (record) => record === false,
        'no record after deleting',
        () => 'the record is still listed',
      ),
    ],
    { instead: 'MITP_DELETED_API_KEY' },
  ),
};

export const samples: Samples = {
  passes: [...requested('delete', 'a2', 401), ...saw('deleted', 'record', false)],
  rejects: [
    [...requested('delete', 'a2', 401), ...saw('deleted', 'record', true)],
    // HEAD still accepts the key.
    [...requested('delete', 'a', 401), ...requestedEvery(61_000, 'delete-HEAD', 'a', 200, 200)],
  ],
};
