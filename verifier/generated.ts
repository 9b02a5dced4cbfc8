import fc, { type Arbitrary } from 'fast-check';
import { responsesTo } from './case-check.ts';
import type { Case } from './case.ts';
import type { CheckContext } from './check-context.ts';
import { hash } from './choose.ts';

/** Smaller values tried in one round; each round goes on from the smallest that failed. */
const SHRINKS_A_ROUND = 4;
/** Smaller values tried in all: a smaller example is worth a few requests, not a window. */
const MOST_SHRINKS = 40;

export interface Generator<T> {
  /** Makes this generator's values differ from others' under the same seed. */
  name: string;
  arbitrary: Arbitrary<T>;
  runs: number;
  /** The case that tries a value, or null where there is nothing to try. */
  toCase: (value: T) => Case | null;
}

/**
 * Cases over values that fast-check generates from the run's seed. When the response to a value breaks the clause, fast-check
 * shrinks the value against the evidence: each round requests a few smaller values, and in the end only the smallest that fails
 * is reported.
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
    // Smaller values are tried in this run, even if the case belongs to a greater depth.
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
