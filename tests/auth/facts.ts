import type { Seen } from '../harness/check.ts';
import { rejectionMs } from './evidence/at-once.ts';

const ACTS = [
  ['revoke', 'revoke'],
  ['old', 'regenerate'],
  ['delete', 'delete'],
] as const;

/** How soon dead keys were refused, for the run record. */
export function rejectionFacts(seen: Seen): { act: string; ms: number }[] {
  return ACTS.flatMap(([step, act]) => {
    const ms = rejectionMs(seen, step);
    return ms === undefined ? [] : [{ act, ms }];
  });
}
