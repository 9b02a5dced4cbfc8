import { caseCheck } from '../../../verifier/case-check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { rowName, valueAt, valuesAt, type Row } from '../../../verifier/model/known-lists.ts';
import { conforming, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleRows, sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import {
  idsIn,
  knownTargets,
  relationCases,
  relations,
  sameId,
  type Contradiction,
  type Relation,
} from './references.ts';

/** REL-04: both ends of a relation agree. It reads the responses to the requests of REL-02. */
export const rel04 = caseCheck(
  'REL-04',
  function* (context) {
    for (const relation of relations(context)) {
      const { checked, contradictions } = compare(context, relation);
      if (checked > 0) yield* relationCases(context, relation, 'REL-04', contradictions);
    }
  },
  'no relation was seen from both ends',
);

function compare(
  context: CheckContext,
  relation: Relation,
): { checked: number; contradictions: readonly Contradiction[] } {
  const { from, to, reference } = relation;
  const { inverse } = reference;
  if (inverse === undefined) return { checked: 0, contradictions: [] };
  const targets = knownTargets(context, relation);
  const back = listed(to.operation.references, inverse);
  const names = (other: Row, row: Row) =>
    valuesAt(other, back)
      .map(sameId)
      .includes(sameId(valueAt(row, 'id')));
  const contradictions: Contradiction[] = [];
  let checked = 0;
  for (const row of from.known) {
    for (const id of idsIn(row, reference)) {
      const target = targets.get(sameId(id));
      if (!target) continue;
      checked += 1;
      if (names(target, row)) continue;
      const judge: Contradiction['judge'] = (now, then) => {
        if (!then || !idsIn(now, reference).includes(id) || names(then, now)) return undefined;
        return {
          want: `${inverse} of ${rowName(then)} in ${to.operation.id} to name ${rowName(now)}, whose ${reference.path} names it`,
          got: JSON.stringify(valuesAt(then, back)),
        };
      };
      contradictions.push({ row, other: { list: to, member: reference.member, id }, judge });
    }
  }
  return { checked, contradictions };
}

/** The path of the field that points back, with `[]` where it is a list. */
function listed(references: readonly { path: string }[], inverse: string): string {
  return references.find(({ path }) => path.replace(/\[\]$/, '') === inverse)?.path ?? inverse;
}

/** The broken server shows the relation only at the recommendation's end. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    conforming(() => {
      const rows = sampleRows();
      return {
        ...rows,
        '/initiatives': (rows['/initiatives'] ?? []).map((row) => ({ ...row, recommendationsIds: [] })),
      };
    }),
  ],
};
