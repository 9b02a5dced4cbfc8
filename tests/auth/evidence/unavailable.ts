import type { Observation } from '../../../verifier/observation.ts';
import { lost, type Reason } from '../../../verifier/reason.ts';

/** The fact of a page that is not configured. */
export const NOT_CONFIGURED = 'not configured';
/** The fact of a page that is configured, and was not reached, or gave up. */
export const UNAVAILABLE = 'unavailable';

/** Why a page was not judged; undefined where it was. */
export function unavailable(observed: readonly Observation[]): Reason | undefined {
  const [found] = observed.filter(({ fact }) => fact === NOT_CONFIGURED || fact === UNAVAILABLE);
  if (found === undefined) return undefined;
  return found.fact === UNAVAILABLE ? lost(String(found.value)) : String(found.value);
}
