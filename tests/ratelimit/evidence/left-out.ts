import type { CheckContext } from '../../../verifier/check-context.ts';
import { PLAN, type Part } from '../scenarios/names.ts';

/** Why the protocol left a part out, in its own words; `otherwise` where it noted no reason. */
export function whyLeftOut({ recorder }: Pick<CheckContext, 'recorder'>, part: Part, otherwise: string): string {
  const noted = recorder.observed(PLAN).find(({ step }) => step === part);
  return noted === undefined ? otherwise : String(noted.value);
}
