import type { Samples } from '../../harness/sample.ts';
import { refusedAtOnce } from '../evidence/at-once.ts';
import { knownDead } from '../evidence/known-dead.ts';
import { each, facts, lifeCheck } from '../evidence/life.ts';
import { asked, askedEvery } from '../evidence/samples.ts';

/** KEY-13: a deleted key never comes back: not by reload, nor by a new key of the same name. */
export const key13 = lifeCheck(
  'KEY-13',
  (seen) => [
    ...each(
      facts(seen.ledger, 'record', 'deleted, reloaded'),
      (record) => record === false,
      'no record after a reload',
      () => 'the record is back',
    ),
    refusedAtOnce(seen, 'never-again', 'a2'),
    knownDead(seen, 'deleted'),
  ],
  { instead: 'MITP_DELETED_API_KEY' },
);

export const samples: Samples = {
  passes: asked('never-again', 'a2', 401, 401),
  rejects: askedEvery(61_000, 'never-again', 'a2', 200, 200),
};
