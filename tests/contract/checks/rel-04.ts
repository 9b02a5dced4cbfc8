import { finding, type Check, type CheckContext } from '../../../verifier/check.ts';
import { rowName, valueAt, valuesAt } from '../../../verifier/model/known-lists.ts';
import { conforming, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleRows, sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { tallyOf, verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { idsIn, knownTargets, relations, type Relation } from './references.ts';

/** REL-04: both ends of a relation agree. It reads the responses to the requests of REL-02. */
export const rel04: Check = {
  clause: 'REL-04',
  judge(context) {
    const told = relations(context).map((relation) => ({
      operation: relation.from.operation.id,
      ...compare(context, relation),
    }));
    const findings = told.flatMap((one) => one.findings);
    return verdictOf(tallyOf(told), findings, [], 'no relation was seen from both ends');
  },
};

function compare(context: CheckContext, relation: Relation): { checked: number; findings: Finding[] } {
  const { from, to, reference } = relation;
  const { inverse } = reference;
  if (inverse === undefined) return { checked: 0, findings: [] };
  const targets = knownTargets(context, relation);
  const back = listed(to.operation.references, inverse);
  let checked = 0;
  for (const row of from.known) {
    for (const id of idsIn(row, reference)) {
      const target = targets.get(id);
      if (!target) continue;
      checked += 1;
      if (valuesAt(target, back).includes(valueAt(row, 'id'))) continue;
      const want = `${inverse} of ${rowName(target)} in ${to.operation.id} to name ${rowName(row)}, whose ${reference.path} names it`;
      const got = JSON.stringify(valuesAt(target, back));
      return { checked, findings: [finding(from.operation.id, { want, got }, context, from.first.n, [to.first.n])] };
    }
  }
  return { checked, findings: [] };
}

/** The path of the member that points back, with `[]` where it is a list. */
function listed(references: readonly { path: string }[], inverse: string): string {
  return references.find(({ path }) => path.replace(/\[\]$/, '') === inverse)?.path ?? inverse;
}

/** The rejected server knows the relation on the recommendation's end alone. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: conforming(() => {
    const rows = sampleRows();
    return { ...rows, '/initiatives': (rows['/initiatives'] ?? []).map((row) => ({ ...row, recommendationsIds: [] })) };
  }),
};
