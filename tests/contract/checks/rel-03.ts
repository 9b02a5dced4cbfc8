import { caseCheck } from '../../../verifier/case-check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { rowName, valueAt, type Row } from '../../../verifier/model/known-lists.ts';
import { conforming, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleRows, sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { knownTargets, relationCases, relations, sameId, type Contradiction, type Relation } from './references.ts';

/** REL-03: the same entity has the same name wherever it appears. It reads the responses to other clauses' requests. */
export const rel03 = caseCheck(
  'REL-03',
  function* (context) {
    for (const relation of relations(context)) {
      const { checked, contradictions } = compare(context, relation);
      if (checked > 0) yield* relationCases(context, relation, 'REL-03', contradictions);
    }
  },
  'no entity was seen in two places',
);

function compare(
  context: CheckContext,
  relation: Relation,
): { checked: number; contradictions: readonly Contradiction[] } {
  const { from, to, reference } = relation;
  const targets = knownTargets(context, relation);
  const contradictions: Contradiction[] = [];
  let checked = 0;
  for (const [mirror, sources] of Object.entries(reference.mirrors)) {
    const rows = new Map<unknown, Row>();
    for (const row of from.known) {
      const id = valueAt(row, reference.path);
      const name = valueAt(row, mirror);
      if (id === null || id === undefined || typeof name !== 'string') continue;
      const target = targets.get(sameId(id));
      const before = target ?? rows.get(sameId(id));
      rows.set(sameId(id), row);
      if (before === undefined) continue;
      checked += 1;
      const named = (one: Row) => (target ? nameOf(one, sources) : valueAt(one, mirror));
      if (named(before) === name) continue;
      const other = target
        ? { list: to, member: reference.member, id }
        : { list: from, member: 'id', id: valueAt(before, 'id') };
      const judge: Contradiction['judge'] = (now, then) => {
        if (!then || named(then) === valueAt(now, mirror) || valueAt(now, reference.path) !== id) return undefined;
        return {
          want: `${mirror} ${JSON.stringify(named(then))} as in ${target ? to.operation.id : 'another row'}`,
          got: `${JSON.stringify(valueAt(now, mirror))} in ${rowName(now)}`,
        };
      };
      contradictions.push({ row, other, judge });
    }
  }
  return { checked, contradictions };
}

function nameOf(row: Row, fields: readonly string[]): string {
  return fields.map((field) => valueAt(row, field) as string).join(' ');
}

/** The broken server gives a client another name in its meetings. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    conforming(() => {
      const rows = sampleRows();
      const renamed = (row: Row) => ({ ...row, client: { ...(row.client as object), name: 'Another Ltd.' } });
      return { ...rows, '/meetings': (rows['/meetings'] ?? []).map(renamed) };
    }),
  ],
};
