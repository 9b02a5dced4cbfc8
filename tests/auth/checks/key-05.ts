import type { Samples } from '../../../verifier/samples/sample.ts';
import { each, facts, lifeCheck } from '../evidence/life.ts';
import { saw } from '../evidence/samples.ts';

const MOST = 4;

/** KEY-05: the mask shows at most four characters of the value and does not reveal its length. */
export const key05 = lifeCheck('KEY-05', ({ recorder }) => {
  const lengths = facts(recorder, 'value length').map(({ value }) => value);
  return [
    ...each(
      facts(recorder, 'shown').filter(({ step }) => step !== 'revoked'),
      (shown) => Number(shown) <= MOST,
      `a mask that shows at most ${MOST} characters`,
      (shown, step) => `${String(shown)} characters (after ${step})`,
    ),
    ...each(
      facts(recorder, 'mask'),
      (mask) => !lengths.includes(mask),
      'a mask whose length is not that of the value',
      (mask) => `a mask of ${String(mask)} characters for a value of as many`,
    ),
  ];
});

export const samples: Samples = {
  passes: [...saw('link', 'shown', 4), ...saw('link', 'mask', 16), ...saw('link', 'value length', 40)],
  rejects: [[...saw('link', 'shown', 20), ...saw('link', 'mask', 40), ...saw('link', 'value length', 40)]],
};
