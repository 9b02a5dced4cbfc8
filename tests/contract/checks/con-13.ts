import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { envelope, listRequestFor, rowKey, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { equalRule, withoutDates } from './conditions.ts';
import { graded, operationsOf, rotated } from './rotate.ts';

/** Parameters that no operation has: what other APIs call pages, orders, searches and forms. One public client sends the first. */
const UNKNOWN: readonly (readonly [string, string])[] = [
  ['filter_field', 'name'],
  ['_', '1700000000000'],
  ['limit', '1'],
  ['offset', '1'],
  ['per_page', '1'],
  ['sort', '-id'],
  ['orderby', 'id desc'],
  ['search', 'no such text'],
  ['q', 'no such text'],
  ['fields', 'id'],
  ['$top', '1'],
  ['$skip', '1'],
  ['callback', 'x'],
  ['format', 'xml'],
  ['debug', 'true'],
];

/** Most fields that are sent as parameters of their own. */
const FEW = 4;

/** A list's fields as parameters, each with a value that some rows have and others do not: a server may bind them by their names. */
function fieldsAsParameters(context: CheckContext, list: KnownList): [string, string][] {
  const rules = withoutDates(list).flatMap((field) => equalRule(context, field, list) ?? []);
  return rotated(rules, context)
    .slice(0, FEW)
    .map(({ field, condition }) => [field, condition ?? '']);
}

/** What a list is sent, all in one request: nothing that its contract knows, however it is spelled. */
function unknownTo(context: CheckContext, list: KnownList): (readonly [string, string])[] {
  const known = new Set(list.operation.parameters.map(({ name }) => name.toLowerCase()));
  return [...UNKNOWN, ...fieldsAsParameters(context, list)].filter(([name]) => !known.has(name.toLowerCase()));
}

/** CON-13: an unknown query parameter changes nothing. */
export const con13 = caseCheck('CON-13', function* (context) {
  const cases = operationsOf(context).flatMap((operation): Omit<Case, 'depth'>[] => {
    const list = knownList(context, operation);
    if (!list) return [];
    const more = unknownTo(context, list);
    const plain = listRequestFor(context, operation);
    const request = listRequestFor(context, operation, { more });
    if (!request || !plain || more.length === 0) return [];
    return [
      listCase(list, { requests: [plain, request] }, (_, without, withIt) => {
        const want = `the same rows with ${more.map((pair) => pair.join('=')).join('&')} as without`;
        const [a, b] = [without && envelope(without.response), withIt && envelope(withIt.response)];
        if (!a || !b) return { want, got: `no list, status ${withIt?.response.status}` };
        const different =
          a.items.length !== b.items.length || a.items.some((row, i) => rowKey(row) !== rowKey(b.items[i] ?? {}));
        return different ? { want, got: `${b.items.length} rows, others or in another order` } : undefined;
      }),
    ];
  });
  yield* graded(cases, 1, 3);
});

/** The broken server rejects unknown parameters. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    responding(sampleServer(), ({ target }) =>
      target.includes('filter_field') ? problem(400, 'Bad Request') : undefined,
    ),
    // It binds a parameter to the field of that name.
    broken(sampleServer(), (response, { target }) =>
      /[?&](?:firstName|name|title|id)=/.test(target) && response.status === undefined
        ? { body: { ...bodyOf(response), items: bodyOf(response).items.slice(0, 1) } }
        : undefined,
    ),
    // It reads the parameter as an order.
    broken(sampleServer(), (response, { target }) =>
      target.includes('filter_field') && response.status === undefined
        ? { body: { ...bodyOf(response), items: bodyOf(response).items.reverse() } }
        : undefined,
    ),
  ],
};
