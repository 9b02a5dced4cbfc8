import { finding, type Check, type CheckContext } from '../../../verifier/check.ts';
import { rowName, valueAt, type Row } from '../../../verifier/model/known-lists.ts';
import { conforming, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleRows, sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { tallyOf, verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { knownTargets, relations, type Relation } from './references.ts';

/** REL-03: the same entity has the same name wherever it appears. It reads what other clauses ask for. */
export const rel03: Check = {
  clause: 'REL-03',
  judge(context) {
    const told = relations(context).map((relation) => ({
      operation: relation.from.operation.id,
      ...compare(context, relation),
    }));
    const findings = told.flatMap((one) => one.findings);
    return verdictOf(tallyOf(told), findings, [], 'no entity was seen in two places');
  },
};

function compare(context: CheckContext, relation: Relation): { checked: number; findings: Finding[] } {
  const { from, to, reference } = relation;
  const targets = knownTargets(context, relation);
  const operation = from.operation.id;
  let checked = 0;
  for (const [mirror, sources] of Object.entries(reference.mirrors)) {
    const names = new Map<unknown, unknown>();
    for (const row of from.known) {
      const id = valueAt(row, reference.path);
      const name = valueAt(row, mirror);
      if (id === null || id === undefined || typeof name !== 'string') continue;
      const target = targets.get(id);
      const want = target ? nameOf(target, sources) : names.get(id);
      names.set(id, name);
      if (want === undefined) continue;
      checked += 1;
      if (want === name) continue;
      const place = target ? to.operation.id : 'another row';
      const wrong = {
        want: `${mirror} ${JSON.stringify(want)} as in ${place}`,
        got: `${JSON.stringify(name)} in ${rowName(row)}`,
      };
      return { checked, findings: [finding(operation, wrong, context, from.first.n, target ? [to.first.n] : [])] };
    }
  }
  return { checked, findings: [] };
}

function nameOf(row: Row, fields: readonly string[]): string {
  return fields.map((field) => valueAt(row, field) as string).join(' ');
}

/** The rejected server calls a client otherwise in its meetings. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: conforming(() => {
    const rows = sampleRows();
    const renamed = (row: Row) => ({ ...row, client: { ...(row.client as object), name: 'Another Ltd.' } });
    return { ...rows, '/meetings': (rows['/meetings'] ?? []).map(renamed) };
  }),
};
