import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { envelope, rowName, valueAt } from '../../../verifier/model/known-lists.ts';
import { conforming, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleRows, sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import {
  idsIn,
  lookUp,
  lookUps,
  relationCases,
  relationName,
  relations,
  sameId,
  type Contradiction,
  type Relation,
} from './references.ts';
import { rotated } from './rotate.ts';

/** REL-02: an id that one resource holds of another exists there. */
export const rel02 = caseCheck('REL-02', function* (context) {
  for (const [nth, relation] of rotated(relations(context), context).entries()) {
    const missing = [...knownWhole(relation)];

    const parts = lookUps(context, relation);
    for (const [i, { request, ids }] of parts.entries()) {
      const found = context.recorder.find(request)?.response;
      const items = found && envelope(found)?.items.map((row) => sameId(valueAt(row, relation.reference.member)));
      const absent = found ? ids.filter((id) => !items?.includes(sameId(id))) : [];
      const depth = nth < 2 && i === 0 ? 'quick' : i === 0 ? 'standard' : 'full';
      const label = `${relationName(relation)} ${i}`;
      yield { operation: relation.from.operation.id, label, depth, requests: [request], judge: () => undefined };
      // An id that a look-up of many did not find is requested alone: FIL-05 judges an `or` that does not work.
      for (const id of absent.slice(0, 3)) {
        yield* alone(context, relation, id, depth);
        if (isAbsent(context, relation, id)) missing.push(id);
      }
    }
    if (relation.to.complete || missing.length > 0)
      yield* relationCases(
        context,
        relation,
        'REL-02',
        missing.flatMap((id) => orphan(relation, id) ?? []),
      );
  }
});

/** Ids that are in no row of the other list, where that is known whole. */
function* knownWhole({ from, to, reference }: Relation): Iterable<unknown> {
  if (!to.complete) return;
  const there = new Set(to.known.map((row) => sameId(valueAt(row, reference.member))));
  for (const row of from.known) yield* idsIn(row, reference).filter((id) => !there.has(sameId(id)));
}

/** One id that a look-up of many did not find. */
function* alone(context: CheckContext, relation: Relation, id: unknown, depth: Case['depth']): Iterable<Case> {
  const request = lookUp(context, relation, id);
  if (!request) return;
  const { from, to } = relation;
  yield {
    operation: from.operation.id,
    label: `${relationName(relation)} alone`,
    depth,
    requests: [request],
    judge({ response }) {
      if (envelope(response)) return undefined;
      return { note: `${to.operation.id} cannot be filtered by id (status ${response.status})` };
    },
  };
}

function isAbsent(context: CheckContext, relation: Relation, id: unknown): boolean {
  const request = lookUp(context, relation, id);
  const response = request && context.recorder.find(request)?.response;
  const list = response && envelope(response);
  return list ? !list.items.some((row) => sameId(valueAt(row, relation.reference.member)) === sameId(id)) : false;
}

/** A row that holds an id which no row has. */
function orphan({ from, to, reference }: Relation, id: unknown): Contradiction | undefined {
  const row = from.known.find((one) => idsIn(one, reference).includes(id));
  return (
    row && {
      row,
      other: { list: to, member: reference.member, id },
      judge: (now, target) =>
        target || !idsIn(now, reference).includes(id)
          ? undefined
          : {
              want: `${reference.path} ${JSON.stringify(id)} of ${rowName(now)} in ${to.operation.id}`,
              got: 'no such row',
            },
    }
  );
}

/** The broken server does not list a client that other rows name. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    conforming(() => {
      const rows = sampleRows();
      return { ...rows, '/clients': (rows['/clients'] ?? []).slice(2) };
    }),
  ],
};
