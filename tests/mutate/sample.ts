import { readFileSync } from 'node:fs';
import { mutantsOf, type Mutant } from './mutants.ts';

/**
 * The changes that can be made to files, in an order that depends on the seed alone.
 * @param files paths of TypeScript files
 */
export function* shuffled(files: readonly string[], seed: number): Iterable<Mutant> {
  const all = files.flatMap((file) => mutantsOf(file, codeOf(file)));
  let state = seed;
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000;
  while (all.length > 0) yield* all.splice(Math.floor(next() * all.length), 1);
}

/** A file without its samples: what they show is not what they judge. */
function codeOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  const at = text.search(/^export const samples\b/m);
  return at < 0 ? text : text.slice(0, at);
}
