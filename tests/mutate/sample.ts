import { readFileSync } from 'node:fs';
import { mutantsOf, type Mutant } from './mutants.ts';

/**
 * A sample of the changes that can be made to files, the same ones for a seed; those that no test can come by are among them.
 * @param files paths of TypeScript files
 */
export function sampled(files: readonly string[], count: number, seed: number): Mutant[] {
  const all = files.flatMap((file) => mutantsOf(file, codeOf(file)));
  let state = seed;
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000;
  return Array.from({ length: Math.min(count, all.length) }, () =>
    all.splice(Math.floor(next() * all.length), 1),
  ).flat();
}

/** A file without its samples: what they show is not what they judge. */
function codeOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  const at = text.search(/^export const samples\b/m);
  return at < 0 ? text : text.slice(0, at);
}
