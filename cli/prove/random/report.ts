import { threwInWords, threwLines } from '../report.ts';
import type { RandomResult } from '../result.ts';

/** What the suites found of random mutations. */
export interface RandomProof {
  readonly seed: number;
  readonly startedAt: string;
  readonly seconds: number;
  /** Mutations that were left undone, because the user stopped the proof. */
  readonly undone: number;
  readonly mutations: readonly RandomResult[];
}

/** The share of the mutations that has to be found. */
export const WANTED = { standard: 0.75, full: 0.9 } as const;

const judged = ({ mutations }: RandomProof) => mutations.filter(({ error }) => error === undefined);
const foundAt = (proof: RandomProof, depth: 'standard' | 'full') =>
  judged(proof).filter((one) => one.depth === 'standard' || (depth === 'full' && one.depth === 'full')).length;

/** The mutations that no finding names. */
export const survivors = (proof: RandomProof) => judged(proof).filter(({ depth }) => depth === null);

/** Whether enough were found, and all could be judged. */
export function enough(proof: RandomProof): boolean {
  const all = proof.mutations.length;
  const reaches = (depth: 'standard' | 'full') => foundAt(proof, depth) >= WANTED[depth] * all;
  return (
    judged(proof).length === all &&
    proof.undone === 0 &&
    threwLines(proof.mutations).length === 0 &&
    reaches('standard') &&
    reaches('full')
  );
}

const percent = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))} %`;

/** The figures in one line. */
export function headline(proof: RandomProof): string {
  const all = judged(proof).length;
  const figure = (depth: 'standard' | 'full') =>
    `${foundAt(proof, depth)} of ${all} found at ${depth} (${percent(foundAt(proof, depth), all)})`;
  const inconclusive = proof.mutations.length - all + proof.undone;
  const rest = inconclusive > 0 ? `, ${inconclusive} not judged` : '';
  return `random mutations: ${figure('standard')}, ${figure('full')}${rest}, ${threwInWords(proof.mutations)} (seed ${proof.seed}, ${Math.round(proof.seconds)} s)`;
}

/** How many of each kind were found: by condition, and by change. */
function table(proof: RandomProof, by: 'condition' | 'change'): string {
  const kinds = [...new Set(judged(proof).map((one) => one[by]))].sort();
  const rows = kinds.map((kind) => {
    const some = { ...proof, mutations: judged(proof).filter((one) => one[by] === kind) };
    const cells = [kind, some.mutations.length, foundAt(some, 'standard'), foundAt(some, 'full')];
    return `| ${cells.join(' | ')} |`;
  });
  return [`| ${by} | mutations | found at standard | at full |`, '| --- | ---: | ---: | ---: |', ...rows].join('\n');
}

/** The proof for people. */
export function markdown(proof: RandomProof): string {
  const missed = survivors(proof).map(
    ({ task, sentence, changed }) =>
      `- ${task.number}: ${sentence} ${changed === 0 ? 'No request of the run met it.' : `${changed} responses were changed.`}`,
  );
  const threw = threwLines(proof.mutations);
  const late = judged(proof).filter(({ depth }) => depth === 'full');
  return [
    '# Random mutations',
    headline(proof),
    table(proof, 'condition'),
    table(proof, 'change'),
    ...(threw.length > 0 ? ['## Checks that threw', threw.join('\n')] : []),
    ...(missed.length > 0 ? ['## Not found', missed.join('\n')] : []),
    ...(late.length > 0
      ? ['## Found at full depth alone', late.map(({ task, sentence }) => `- ${task.number}: ${sentence}`).join('\n')]
      : []),
    '',
  ].join('\n\n');
}
