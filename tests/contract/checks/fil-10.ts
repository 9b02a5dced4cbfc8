import { formsOf, type FilterRule } from '../../../verifier/requests.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { ApiResponse } from '../../../verifier/exchange.ts';
import { joined } from '../../../verifier/model/rules.ts';
import { envelope, listRequestFor, rowKey, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withQuery } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { equalRule, withoutDates } from './conditions.ts';
import { graded, operationsOf } from './rotate.ts';

/** FIL-10: JSON object, JSON array and repeated parameter mean the same. */
export const fil10 = caseCheck('FIL-10', function* (context) {
  const cases = operationsOf(context).flatMap((operation) => {
    if (formsOf(operation)?.has('queryFilters')) return [];
    const list = knownList(context, operation);
    const rules = list ? withoutDates(list).flatMap((field) => equalRule(context, field, list) ?? []) : [];
    return list && rules.length > 1 ? casesOf(context, list, rules) : [];
  });
  yield* graded(cases, 1, 3);
  const other = operationsOf(context).find((operation) => formsOf(operation)?.has('queryFilters'));
  if (other) yield { operation: other.id, note: 'the contract writes filters in another form than JSON in one text' };
});

function casesOf(context: CheckContext, list: KnownList, rules: readonly FilterRule[]): Omit<Case, 'depth'>[] {
  const [one] = rules;
  const two = joined(rules.slice(0, 2), 'or');
  const form = (...texts: readonly unknown[]) =>
    listRequestFor(context, list.operation, {
      more: texts.map((text) => ['queryFilters', JSON.stringify(text)] as const),
    });
  const pairs = [
    { label: 'an array of two and the parameter repeated', requests: [form(two), form(...two)] },
    { label: 'an object and an array of one', requests: [form(one), form([one])] },
  ];
  return pairs.flatMap(({ label, requests: [a, b] }) =>
    a && b
      ? [
          listCase(list, { label, requests: [a, b] }, (_, x, y) =>
            x && y ? alike(label, x.response, y.response) : undefined,
          ),
        ]
      : [],
  );
}

function alike(what: string, a: ApiResponse, b: ApiResponse) {
  const [x, y] = [a, b].map((response) => rowsIn(response));
  return x === y ? undefined : { want: `the same rows for ${what}`, got: `${x} and ${y}` };
}

function rowsIn(response: ApiResponse): string {
  const list = envelope(response);
  if (!list) return `status ${response.status}`;
  const keys = list.items.map(rowKey).sort().join(', ');
  return `${list.totalCount} rows (${keys.length > 80 ? `${keys.slice(0, 77)}...` : keys})`;
}

/** The broken server reads only the last of a repeated parameter. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      withQuery(request, (query) => {
        const last = query.getAll('queryFilters').at(-1);
        if (last !== undefined) query.set('queryFilters', last);
      }),
    ),
  ],
};
