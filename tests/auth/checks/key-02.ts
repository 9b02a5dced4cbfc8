import type { Samples } from '../../../verifier/samples/sample.ts';
import { each, facts, lifeCheck } from '../evidence/life.ts';
import { saw } from '../evidence/samples.ts';

/** KEY-02: each generated value is unique. */
export const key02 = lifeCheck('KEY-02', ({ recorder }) =>
  each(
    [...facts(recorder, 'unique'), ...facts(recorder, 'different')],
    Boolean,
    'a value that was never given out before',
    (_, step) => `the same value again (${step})`,
  ),
);

export const samples: Samples = {
  passes: saw('generated', 'unique', true),
  rejects: [saw('generated', 'unique', false)],
};
