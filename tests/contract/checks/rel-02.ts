import { caseCheck, type Case, type CheckContext } from '../../../verifier/check.ts';
import { envelope, rowName, valueAt } from '../../../verifier/model/known-lists.ts';
import { conforming, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleRows, sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { idsIn, lookUp, lookUps, relationName, relations, type Relation } from './references.ts';
import { rotated } from './rotate.ts';

/** REL-02: an id that one resource holds of another exists there. */
export const rel02 = caseCheck('REL-02', function* (context) {
  for (const [nth, relation] of rotated(relations(context), context).entries()) {
    yield* knownWhole(relation);
    const parts = lookUps(context, relation);
    for (const [i, { request, ids }] of parts.entries()) {
      const found = context.recorder.find(request)?.response;
      const items = found && envelope(found)?.items.map((row) => valueAt(row, relation.reference.member));
      const missing = found ? ids.filter((id) => !items?.includes(id)) : [];
      const depth = nth < 2 && i === 0 ? 'quick' : i === 0 ? 'standard' : 'full';
      const label = `${relationName(relation)} ${i}`;
      yield { operation: relation.from.operation.id, label, depth, requests: [request], judge: () => undefined };
      // What many at once did not show is asked for alone: an `or` that does not work is FIL-05's.
      for (const id of missing.slice(0, 3)) yield* alone(context, relation, id, depth);
    }
  }
});

/** Where the other list was seen whole, its rows say all. Reads answers that are there already. */
function* knownWhole({ from, to, reference }: Relation): Iterable<Case> {
  if (!to.complete) return;
  const there = new Set(to.known.map((row) => valueAt(row, reference.member)));
  yield {
    operation: from.operation.id,
    label: reference.path,
    depth: 'quick',
    requests: [to.first.request, from.first.request],
    judge() {
      for (const row of from.known) {
        const lost = idsIn(row, reference).find((id) => !there.has(id));
        if (lost !== undefined) return broken(reference.path, lost, rowName(row), to.operation.id);
      }
      return undefined;
    },
  };
}

function* alone(context: CheckContext, relation: Relation, id: unknown, depth: Case['depth']): Iterable<Case> {
  const request = lookUp(context, relation, id);
  if (!request) return;
  const { from, to, reference } = relation;
  yield {
    operation: from.operation.id,
    label: `${relationName(relation)} alone`,
    depth,
    requests: [request],
    judge({ response }) {
      const list = envelope(response);
      if (!list) return { note: `${to.operation.id} cannot be asked for an id (status ${response.status})` };
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
  rejects: conforming(() => {
    const rows = sampleRows();
    return { ...rows, '/clients': (rows['/clients'] ?? []).slice(2) };
  }),
};
