import type { Samples } from '../../harness/sample.ts';
import { each, facts, lifeCheck } from '../evidence/life.ts';
import { saw } from '../evidence/samples.ts';

/** KEY-02: each generated value is unique. */
export const key02 = lifeCheck('KEY-02', ({ ledger }) =>
  each(
    [...facts(ledger, 'unique'), ...facts(ledger, 'different')],
    Boolean,
    'a value that was never given out before',
    (_, step) => `the same value again (${step})`,
  ),
);

export const samples: Samples = {
  passes: saw('generated', 'unique', true),
  rejects: saw('generated', 'unique', false),
};
