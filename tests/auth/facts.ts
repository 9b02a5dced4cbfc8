import type { CheckContext } from '../../verifier/check-context.ts';
import { rejectionMs } from './evidence/at-once.ts';

const ACTS = [
  ['revoke', 'revoke'],
  ['old', 'regenerate'],
  ['delete', 'delete'],
] as const;

/** How soon revoked or deleted keys were rejected, for the run record. */
export function rejectionFacts(context: CheckContext): { act: string; ms: number }[] {
  return ACTS.flatMap(([step, act]) => {
    const ms = rejectionMs(context, step);
    return ms === undefined ? [] : [{ act, ms }];
  });
}
