import { caseCheck, type Case, type Seen } from '../../harness/check.ts';
import { envelope, rowName, valueAt } from '../../harness/seen-lists.ts';
import { honest, type Samples } from '../../harness/sample.ts';
import { sampleRows, sampleServer } from '../../harness/sample-world.ts';
import { idsIn, lookUp, lookUps, relationName, relations, type Relation } from './references.ts';
import { rotated } from './rotate.ts';

/** REL-02: an id that one resource holds of another exists there. */
export const rel02 = caseCheck('REL-02', function* (seen) {
  for (const [nth, relation] of rotated(relations(seen), seen).entries()) {
    yield* seenWhole(relation);
    const parts = lookUps(seen, relation);
    for (const [i, { ask, ids }] of parts.entries()) {
      const found = seen.ledger.find(ask)?.answer;
      const items = found && envelope(found)?.items.map((row) => valueAt(row, relation.reference.member));
      const missing = found ? ids.filter((id) => !items?.includes(id)) : [];
      const depth = nth < 2 && i === 0 ? 'quick' : i === 0 ? 'standard' : 'full';
      const label = `${relationName(relation)} ${i}`;
      yield { operation: relation.from.operation.id, label, depth, asks: [ask], judge: () => undefined };
      // What many at once did not show is asked for alone: an `or` that does not work is FIL-05's.
      for (const id of missing.slice(0, 3)) yield* alone(seen, relation, id, depth);
    }
  }
});

/** Where the other list was seen whole, its rows say all. Reads answers that are there already. */
function* seenWhole({ from, to, reference }: Relation): Iterable<Case> {
  if (!to.complete) return;
  const there = new Set(to.known.map((row) => valueAt(row, reference.member)));
  yield {
    operation: from.operation.id,
    label: reference.path,
    depth: 'quick',
    asks: [to.first.ask, from.first.ask],
    judge() {
      for (const row of from.known) {
        const lost = idsIn(row, reference).find((id) => !there.has(id));
        if (lost !== undefined) return broken(reference.path, lost, rowName(row), to.operation.id);
      }
      return undefined;
    },
  };
}

function* alone(seen: Seen, relation: Relation, id: unknown, depth: Case['depth']): Iterable<Case> {
  const ask = lookUp(seen, relation, id);
  if (!ask) return;
  const { from, to, reference } = relation;
  yield {
    operation: from.operation.id,
    label: `${relationName(relation)} alone`,
    depth,
    asks: [ask],
    judge({ answer }) {
      const list = envelope(answer);
      if (!list) return { note: `${to.operation.id} cannot be asked for an id (status ${answer.status})` };
      const found = list.items.some((row) => valueAt(row, reference.member) === id);
      const owner = from.rows.find((row) => idsIn(row, reference).includes(id));
      return found ? undefined : broken(reference.path, id, rowName(owner ?? {}), to.operation.id);
    },
  };
}

function broken(path: string, id: unknown, owner: string, list: string) {
  return { want: `${path} ${JSON.stringify(id)} of ${owner} in ${list}`, got: 'no such row' };
}

/** The rejected server does not list a client that others name. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: honest(() => {
    const rows = sampleRows();
    return { ...rows, '/clients': (rows['/clients'] ?? []).slice(2) };
  }),
};
