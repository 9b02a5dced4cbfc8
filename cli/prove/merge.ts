import { UserError } from '../../verifier/user-error.ts';
import { nameOf, type Task } from './plan.ts';
import type { Proof } from './report.ts';

/**
 * Combines the shards of one proof. The tasks of a missing shard count as left undone.
 * @throws UserError where they are not of one proof
 */
export function mergeProofs(proofs: readonly Proof[]): Proof {
  const [first] = proofs;
  if (first?.shard === undefined) throw new UserError('these proofs were not split: --shard i/n splits one.');
  const { tasks, of } = first.shard;
  const same = proofs.every(
    ({ shard, seed }) => seed === first.seed && shard?.of === of && shard.tasks.join('\n') === tasks.join('\n'),
  );
  if (!same) throw new UserError('these are not shares of one proof: seed, number or tasks differ.');
  const indexes = proofs.map(({ shard }) => shard?.index);
  if (new Set(indexes).size < proofs.length) throw new UserError('a share of the proof is given twice.');
  const place = new Map(tasks.map((name, at) => [name, at]));
  const inOrder = <Result extends { task: Task }>(results: readonly Result[]) =>
    [...results].sort((a, b) => (place.get(nameOf(a.task)) ?? 0) - (place.get(nameOf(b.task)) ?? 0));
  const faults = inOrder(proofs.flatMap((proof) => proof.faults));
  const conforming = inOrder(proofs.flatMap((proof) => proof.conforming));
  return {
    seed: first.seed,
    startedAt: proofs.map(({ startedAt }) => startedAt).reduce((a, b) => (a < b ? a : b)),
    // They ran in parallel: the longest took as long as the proof.
    seconds: Math.max(...proofs.map(({ seconds }) => seconds)),
    undone: tasks.length - faults.length - conforming.length,
    faults,
    conforming,
  };
}
