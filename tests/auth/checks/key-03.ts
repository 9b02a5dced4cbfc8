import type { Samples } from '../../../verifier/samples/sample.ts';
import { each, facts, lifeCheck } from '../evidence/life.ts';
import { saw } from '../evidence/samples.ts';

/** KEY-03: the value can be read and copied while the page that generated it is open. */
export const key03 = lifeCheck('KEY-03', ({ recorder }) => [
  ...each(
    facts(recorder, 'readable'),
    Boolean,
    'the value in the field "API key"',
    (_, step) => `an empty field (key ${step})`,
  ),
  ...each(
    facts(recorder, 'copied'),
    Boolean,
    'the value in the clipboard after a click on the copy icon',
    (_, step) => `something else, or no icon (key ${step})`,
  ),
  ...facts(recorder, 'unread').map(({ step, value }) => ({ unclear: `key ${step}: ${String(value)}` })),
]);

export const samples: Samples = {
  passes: [...saw('a', 'readable', true), ...saw('a', 'copied', true)],
  rejects: [[...saw('a', 'readable', true), ...saw('a', 'copied', false)]],
};
