import type { Check, CheckContext } from '../../../verifier/check.ts';
import { notRun } from '../../../verifier/verdict.ts';
import { proofs } from './measured.ts';

/** Requests by which full budgets may differ, for a counter that remembers the window before. */
export const SHORT = 2;

/**
 * Why the bursts say nothing of the target: each began with a full budget, none was served in full, and they differ. A
 * lower limit would be the same each time; two runs at once against one provider look like this. Nobody else asks a mock
 * of ours.
 * @returns undefined where the bursts agree, or one was served in full
 */
function contended(context: CheckContext): string | undefined {
  const [first, ...later] = proofs(context);
  if (first === undefined || context.target.embedded) return undefined;
  if (first.most === 0)
    return 'nothing of the first burst was served though a window of quiet was before it: somebody else may spend the same budget; judge it when nobody else asks';
  // The first burst may cross the border of two windows, and have some of either.
  const crossed = later.length > 1 && later.every(({ most }) => most <= first.least);
  const all = crossed ? later : [first, ...later];
  const served = all.map(({ least }) => least);
  if (all.length < 2 || all.some(({ most }) => most >= context.target.limit)) return undefined;
  const refilled = Math.max(...all.map(({ allowed }) => allowed)) - context.target.limit;
  if (Math.max(...served) - Math.min(...all.map(({ most }) => most)) <= SHORT + refilled) return undefined;
  return `full budgets served ${served.join(', ')} requests: somebody else may spend the same budget, or several limiters count a part each; judge it when nobody else asks`;
}

/** A check whose finding counts only where nobody else spends the budget by which it is judged. */
export function heedingOthers(check: Check): Check {
  return {
    ...check,
    judge(context) {
      const verdict = check.judge(context);
      const why = verdict.kind === 'fail' ? contended(context) : undefined;
      return why === undefined ? verdict : notRun(why, verdict.notes);
    },
  };
}
