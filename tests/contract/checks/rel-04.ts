import { finding, type Check, type Seen } from '../../harness/check.ts';
import { rowName, valueAt, valuesAt } from '../../harness/seen-lists.ts';
import { honest, type Samples } from '../../harness/sample.ts';
import { sampleRows, sampleServer } from '../../harness/sample-world.ts';
import { tallyOf, verdictOf, type Finding } from '../../harness/verdict.ts';
import { idsIn, knownTargets, relations, type Relation } from './references.ts';

/** REL-04: both ends of a relation agree. It reads what REL-02 asks for. */
export const rel04: Check = {
  clause: 'REL-04',
  judge(seen) {
    const told = relations(seen).map((relation) => ({
      operation: relation.from.operation.id,
      ...compare(seen, relation),
    }));
    const findings = told.flatMap((one) => one.findings);
    return verdictOf(tallyOf(told), findings, [], 'no relation was seen from both ends');
  },
};

function compare(seen: Seen, relation: Relation): { checked: number; findings: Finding[] } {
  const { from, to, reference } = relation;
  const { inverse } = reference;
  if (inverse === undefined) return { checked: 0, findings: [] };
  const targets = knownTargets(seen, relation);
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
      return { checked, findings: [finding(from.operation.id, { want, got }, seen, from.first.n)] };
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
  rejects: honest(() => {
    const rows = sampleRows();
    return { ...rows, '/initiatives': (rows['/initiatives'] ?? []).map((row) => ({ ...row, recommendationsIds: [] })) };
  }),
};
