import type { FilterRule } from '../../harness/asks.ts';
import { caseCheck, type Case, type Seen } from '../../harness/check.ts';
import type { Answer } from '../../harness/exchange.ts';
import { joined } from '../../harness/model/rules.ts';
import { envelope, listAskFor, rowKey, seenList, type SeenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding, withQuery } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { equalRule, promised } from './conditions.ts';
import { graded, operationsOf } from './rotate.ts';

/** FIL-10: JSON object, JSON array and repeated parameter mean the same. */
export const fil10 = caseCheck('FIL-10', function* (seen) {
  const cases = operationsOf(seen).flatMap((operation) => {
    const list = seenList(seen, operation);
    const rules = list ? promised(list).flatMap((field) => equalRule(seen, field, list) ?? []) : [];
    return list && rules.length > 1 ? casesOf(seen, list, rules) : [];
  });
  yield* graded(cases, 1, 3);
});

function casesOf(seen: Seen, list: SeenList, rules: readonly FilterRule[]): Omit<Case, 'depth'>[] {
  const [one] = rules;
  const two = joined(rules.slice(0, 2), 'or');
  const form = (...texts: readonly unknown[]) =>
    listAskFor(seen, list.operation, { more: texts.map((text) => ['queryFilters', JSON.stringify(text)] as const) });
  const pairs = [
    { label: 'an array of two and the parameter repeated', asks: [form(two), form(...two)] },
    { label: 'an object and an array of one', asks: [form(one), form([one])] },
  ];
  return pairs.flatMap(({ label, asks: [a, b] }) =>
    a && b
      ? [{ operation: list.operation.id, label, asks: [a, b], judge: (x, y) => alike(label, x.answer, y.answer) }]
      : [],
  );
}

function alike(what: string, a: Answer, b: Answer) {
  const [x, y] = [a, b].map((answer) => rowsIn(answer));
  return x === y ? undefined : { want: `the same rows for ${what}`, got: `${x} and ${y}` };
}

function rowsIn(answer: Answer): string {
  const list = envelope(answer);
  if (!list) return `status ${answer.status}`;
  const keys = list.items.map(rowKey).sort().join(', ');
  return `${list.totalCount} rows (${keys.length > 80 ? `${keys.slice(0, 77)}...` : keys})`;
}

/** The rejected server reads the last of a repeated parameter alone. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) =>
    withQuery(ask, (query) => {
      const last = query.getAll('queryFilters').at(-1);
      if (last !== undefined) query.set('queryFilters', last);
    }),
  ),
};
