import type { Samples } from '../../../verifier/samples/sample.ts';
import { each, facts, lifeCheck } from '../evidence/life.ts';
import { saw } from '../evidence/samples.ts';

/** KEY-04: after leaving the page and returning, in any way, the value is nowhere and cannot be copied. */
export const key04 = lifeCheck('KEY-04', ({ recorder }) => [
  ...each(
    facts(recorder, 'found'),
    (places) => Array.isArray(places) && places.length === 0,
    'the value nowhere once its page was left',
    (places, step) => `after ${step}: ${[places].flat().join(', ')}`,
  ),
  ...each(
    facts(recorder, 'copyable'),
    (copyable) => copyable === false,
    'a value that can no longer be copied',
    (_, step) => `the copy icon of the record gives it (after ${step})`,
  ),
  ...facts(recorder, 'copy unread').map(({ step, value }) => ({ unclear: `after ${step}: ${String(value)}` })),
]);

export const samples: Samples = {
  passes: saw('reload', 'found', []),
  rejects: [saw('reload', 'found', ['local storage'])],
};
