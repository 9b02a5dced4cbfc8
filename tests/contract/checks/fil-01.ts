import type { Field, Operation } from '../../../spec/contract.ts';
import type { Case, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { choose } from '../../harness/choose.ts';
import { compareFiltered } from '../../harness/model/compare.ts';
import { predict } from '../../harness/model/filter.ts';
import { comparable, conditionFor } from '../../harness/model/values.ts';
import { envelope, seenList, listAskFor, valueAt, type SeenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** FIL-01: for every documented filter field, `equal` returns exactly the rows whose field equals the condition. */
export const fil01 = caseCheck('FIL-01', function* (seen: Seen): Iterable<Case> {
  for (const operation of seen.contract.operations) {
    const list = seenList(seen, operation);
    if (!list) continue;
    for (const field of operation.fields) {
      const one = field.evidence === 'assumed' ? undefined : caseOf(seen, operation, field, list);
      if (one) yield one;
    }
  }
});

function caseOf(seen: Seen, operation: Operation, field: Field, list: SeenList): Case | undefined {
  const condition = discriminating(seen, field, list);
  if (condition === null) return undefined;
  const rule = { field: field.name, predicate: 'equal', condition } as const;
  const ask = listAskFor(seen, operation, { filter: rule });
  if (!ask) return undefined;
  return {
    operation: operation.id,
    depth: 'standard',
    asks: [ask],
    judge({ answer }) {
      const means = `the rows whose ${field.name} equals ${JSON.stringify(condition)}`;
      const found = envelope(answer);
      if (!found) return { want: means, got: `status ${answer.status}` };
      return compareFiltered(list, found, (row) => predict(row, field, rule), means) ?? undefined;
    },
  };
}

/** A value of the field that some rows have and others have not; null where no two rows differ. */
function discriminating(seen: Seen, field: Field, list: SeenList): string | null {
  const values = list.rows.map((row) => valueAt(row, field.member));
  const distinct = new Map(values.map((value) => [comparable(field, value), value]));
  if (distinct.size < 2) return null;
  const usable = [...distinct].filter(([key]) => key !== null).map(([, value]) => conditionFor(value));
  return (
    choose(
      usable.filter((value) => value !== null && value !== ''),
      seen.seed,
      list.operation.id,
      field.name,
    ) ?? null
  );
}

const sampled = sampleServer();

/** The rejected server ignores the filter by one field of one list. */
export const samples: Samples = {
  passes: sampled,
  rejects: (ask) => sampled(ask.target.includes('lastName') ? { ...ask, target: '/users' } : ask),
};
