import fc, { type Arbitrary } from 'fast-check';
import { responsesTo, type Case, type CheckContext } from './check.ts';
import { hash } from './choose.ts';

/** Shrunk values asked for in one round; each round goes on from the smallest that failed. */
const SHRINKS_A_ROUND = 4;
/** Shrunk values looked at in all: a smaller example is worth a few requests, not a window. */
const MOST_SHRINKS = 40;

export interface Generator<T> {
  /** Tells this generator's values from others' under the same seed. */
  name: string;
  arbitrary: Arbitrary<T>;
  runs: number;
  /** The case that tries a value, or null where the value tries nothing. */
  toCase: (value: T) => Case | null;
}

/**
 * Cases over values that fast-check makes from the run's seed. Once a value's answer breaks the clause, fast-check
 * shrinks it against the evidence: smaller values that were not asked yet are wanted, a few at a time, and in the end
 * the smallest failing one alone is told.
 */
export function generated<T>(context: CheckContext, { name, arbitrary, runs, toCase }: Generator<T>): Case[] {
  const cases = new Map<string, Case>();
  const failing: string[] = [];
  let shrinks = 0;
  let wanted = 0;
  const holds = (value: T): boolean => {
    if (failing.length > 0 && (shrinks += 1) > MOST_SHRINKS) return true;
    const one = toCase(value);
    if (one === null) return true;
    const key = JSON.stringify(one.requests);
    const responses = responsesTo(context, one.requests);
    if (responses === undefined && failing.length > 0 && (wanted += 1) > SHRINKS_A_ROUND) return true;
    // Smaller values of one that failed are worth asking in this run, whatever depth its operation waits for.
    cases.set(key, failing.length > 0 && responses === undefined ? { ...one, depth: context.depth } : one);
    const outcome = responses && one.judge(...responses);
    if (outcome === undefined || 'note' in outcome) return true;
    failing.push(key);
    return false;
  };
  fc.check(fc.property(arbitrary, holds), { seed: hash(context.seed, name) | 0, numRuns: runs });
  const smallest = failing.at(-1);
  return [...cases].map(([key, one]) =>
    failing.includes(key) && key !== smallest ? { ...one, judge: () => undefined } : one,
  );
}
