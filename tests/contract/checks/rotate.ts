import type { Case } from '../../../verifier/case.ts';
import type { Depth, CheckContext } from '../../../verifier/check-context.ts';
import { turned } from '../../../verifier/choose.ts';

/** The items from another start each night (or seed), so that other ones come first. */
export const rotated = <T>(items: readonly T[], { seed }: CheckContext): T[] => turned(items, seed);

/** Operations of the contract, starting with another one each night. */
export const operationsOf = (context: CheckContext) => rotated(context.contract.operations, context);

/**
 * Grades cases by their order: the first few belong to every depth, the next to `standard`, the rest to `full`. A case without a
 * depth of its own gets the one of its place.
 */
export function* graded(cases: Iterable<Omit<Case, 'depth'>>, quick: number, standard = Infinity): Iterable<Case> {
  let place = 0;
  for (const one of cases) {
    const depth: Depth = place < quick ? 'quick' : place < quick + standard ? 'standard' : 'full';
    place += 1;
    yield { ...one, depth };
  }
}

/** Of so many lists one gets a usual mistake in a standard run. */
const ROUND = 3;

/**
 * Depth of a usual mistake for one list. Servers often validate list by list, so it belongs to `standard` for every third list, for
 * others each night: `nth`, the list's place in the run, changes with the seed.
 * @param kind a number of its own for each mistake of a clause, so that each list gets some of them every night
 */
export const takesTurns = (kind: number, nth: number): Depth => ((kind + nth) % ROUND === 0 ? 'standard' : 'full');

/** Depth of what every `standard` run covers before it samples, and no `quick` one. */
export const early = ({ depth }: CheckContext): Depth => (depth === 'quick' ? 'standard' : 'quick');
