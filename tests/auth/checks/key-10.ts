import type { Samples } from '../../../verifier/samples/sample.ts';
import { rejectedAtOnce } from '../evidence/at-once.ts';
import { lifeCheck } from '../evidence/life.ts';
import { requested } from '../evidence/samples.ts';

/** KEY-10: the value from before a regeneration never works again. */
export const key10 = lifeCheck('KEY-10', (seen) => [rejectedAtOnce(seen, 'old'), rejectedAtOnce(seen, 'old-again')]);

export const samples: Samples = { passes: requested('old', 'a', 401, 401), rejects: [requested('old', 'a', 401, 200)] };
