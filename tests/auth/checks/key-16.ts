import type { Samples } from '../../../verifier/samples/sample.ts';
import { each, facts, lifeCheck } from '../evidence/life.ts';
import { saw } from '../evidence/samples.ts';

/** KEY-16: only the owning provider's administrators see or change its keys. */
export const key16 = lifeCheck(
  'KEY-16',
  ({ recorder }) => [
    ...each(
      facts(recorder, 'sees'),
      (names) => Array.isArray(names) && names.length === 0,
      'the keys of a provider shown to its administrators alone',
      (names, who) => `${who} sees ${[names].flat().join(', ')}`,
    ),
    ...each(
      facts(recorder, 'changes'),
      (changes) => Array.isArray(changes) && changes.length === 0,
      'the keys of a provider changed by its administrators alone',
      (changes, who) => `${who} changes ${[changes].flat().join(', ')}`,
    ),
    ...[...facts(recorder, 'shut out'), ...facts(recorder, 'not tried')].map(({ step, value }) => ({
      unclear: `${step}: ${String(value)}`,
    })),
  ],
  {
    whyNothing:
      'nobody else to try it as: set MITP_PORTAL_MEMBER_USERNAME and _PASSWORD, or MITP_PORTAL_FOREIGN_USERNAME and _PASSWORD',
  },
);

export const samples: Samples = {
  passes: [...saw('a colleague', 'sees', []), ...saw('a colleague', 'changes', [])],
  rejects: [[...saw('a colleague', 'sees', []), ...saw('a colleague', 'changes', ['a key from active to gone'])]],
};
