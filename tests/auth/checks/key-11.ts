import type { Check } from '../../harness/check.ts';
import type { Samples } from '../../harness/sample.ts';
import { refusedAtOnce } from '../evidence/at-once.ts';
import { askWith, knownDead } from '../evidence/known-dead.ts';
import { each, facts, lifeCheck } from '../evidence/life.ts';
import { asked, saw } from '../evidence/samples.ts';

/** KEY-11: a deleted key is refused at once and its record is gone from the list. */
export const key11: Check = {
  wants: (seen) => askWith(seen, 'deleted'),
  ...lifeCheck(
    'KEY-11',
    (seen) => [
      refusedAtOnce(seen, 'delete'),
      knownDead(seen, 'deleted'),
      ...each(
        facts(seen.ledger, 'record', 'deleted'),
        (record) => record === false,
        'no record after deleting',
        () => 'the record is still listed',
      ),
    ],
    { instead: 'MITP_DELETED_API_KEY' },
  ),
};

export const samples: Samples = {
  passes: [...asked('delete', 'a2', 401), ...saw('deleted', 'record', false)],
  rejects: [...asked('delete', 'a2', 401), ...saw('deleted', 'record', true)],
};
