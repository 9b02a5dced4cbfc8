import type { CheckContext } from '../../../verifier/check-context.ts';
import { lost, type Reason } from '../../../verifier/reason.ts';
import { LOST, PLAN, type Part } from '../scenarios/names.ts';

/** Why the protocol left a part out, in its own words; `otherwise` where it noted no reason. */
export function whyLeftOut({ recorder }: Pick<CheckContext, 'recorder'>, part: Part, otherwise: string): Reason {
  const noted = recorder.observed(PLAN).find(({ step }) => step === part);
  if (noted === undefined) return otherwise;
  return noted.fact === LOST ? lost(String(noted.value)) : String(noted.value);
}
