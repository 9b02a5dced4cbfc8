import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { header, json, type ApiResponse } from '../../../verifier/exchange.ts';
import { envelope, knownList, listRequestFor, rowKey, type KnownList } from '../../../verifier/model/known-lists.ts';
import { differingAt } from '../../../verifier/model/other-row.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { equalRule, withoutDates } from './conditions.ts';
import { graded, operationsOf, rotated } from './rotate.ts';

/** Parameters that no operation has: what other APIs call pages, orders, searches and formats. One public client sends the first. */
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

/** What the parameters changed, in words; undefined where that is nothing. No other clause judges a response to them. */
function changed(without: ApiResponse, withIt: ApiResponse): string | undefined {
  const [a, b] = [envelope(without), envelope(withIt)];
  if (!a || !b) return `no list, status ${(a ? withIt : without).status}`;
  if (a.items.length !== b.items.length || a.items.some((row, i) => rowKey(row) !== rowKey(b.items[i] ?? {})))
    return `${b.items.length} rows, others or in another order`;
  const path = differingAt(a, b);
  if (path) return `another ${path.join('.')}`;
  const [names, others] = [without, withIt].map((response) => Object.keys(json(response) as object).join(', '));
  if (names !== others) return `the fields ${others}`;
  const [media, other] = [without, withIt].map((response) => header(response, 'content-type'));
  return media === other ? undefined : `Content-Type: ${other ?? 'none'}`;
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
        const want = `the same response with ${more.map((pair) => pair.join('=')).join('&')} as without`;
        const got = without && withIt && changed(without.response, withIt.response);
        return got === undefined ? undefined : { want, got };
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
    // It shows the fields that are named.
    broken(sampleServer(), (response, { target }) =>
      target.includes('fields=id') && response.status === undefined
        ? { body: { ...bodyOf(response), items: bodyOf(response).items.map(({ id }) => ({ id })) } }
        : undefined,
    ),
    // It adds something for who debugs.
    broken(sampleServer(), (response, { target }) =>
      target.includes('debug=true') && response.status === undefined
        ? { body: { ...bodyOf(response), debug: {} } }
        : undefined,
    ),
    broken(sampleServer(), (response, { target }) =>
      target.includes('format=xml') && response.status === undefined
        ? { body: response.body, headers: { 'content-type': 'text/plain' } }
        : undefined,
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
