import type { Samples } from '../../harness/sample.ts';
import { refusedAtOnce } from '../evidence/at-once.ts';
import { lifeCheck } from '../evidence/life.ts';
import { asked } from '../evidence/samples.ts';

/** KEY-10: the value from before a regeneration never works again. */
export const key10 = lifeCheck('KEY-10', (seen) => [
  refusedAtOnce(seen, 'old'),
  refusedAtOnce(seen, 'never-again', 'a'),
]);

export const samples: Samples = { passes: asked('old', 'a', 401, 401), rejects: asked('old', 'a', 401, 200) };
