import { expect, test } from '@playwright/test';
import type { Field, Operation } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { deviations } from '../../../verifier/model/expected-page.ts';
import { predict } from '../../../verifier/model/filter.ts';
import { knownList, listRequestFor, type Envelope, type Row } from '../../../verifier/model/known-lists.ts';
import { readListRequest } from '../../../verifier/model/list-request.ts';
import { compareRows, disorder, unknownOrder } from '../../../verifier/model/order.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest, type FilterRule, type ListQuery } from '../../../verifier/requests.ts';
import {
  bodyOf,
  broken,
  problem,
  sampleContract,
  trySample,
  type SampleResponse,
  type SampleServer,
} from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { digest } from '../digest.ts';
import { CATALOGUE } from '../../catalogue.ts';

const same = (name: string, lines: readonly string[]) => expect(`${lines.join('\n')}\n`).toMatchSnapshot(`${name}.txt`);

const field = (type: Field['type'], nullable = true): Field =>
  ({
    ...{ name: 'f', member: 'f', type, nullable, evidence: 'documented' },
    schema: {},
  }) as unknown as Field;

/** Values of each type: near each other, in other cases and forms, and of another type. */
const VALUES: Readonly<Partial<Record<Field['type'], readonly (string | number | boolean | null)[]>>> = {
  string: [null, '', 'abc', 'ABC', 'xabcx', 'Düne', 'DU\u0308NE', 'Dune', 'a b', 'a b ', '%', '10', '9'],
  integer: [null, -1, 0, 9, 10, 11],
  number: [null, 1499.99, 1500, 1500.01, 9],
  boolean: [null, true, false],
  uuid: [
    null,
    'a0000001-0000-4000-8000-000000000000',
    'A0000001-0000-4000-8000-000000000000',
    'b0000001-0000-4000-8000-000000000000',
  ],
  date: [
    null,
    '2024-05-05T00:00:00',
    '2024-05-05T00:00:00.1',
    '2024-05-05T00:00:00.1000000',
    '2024-05-05T00:00:00.1000001',
    '2024-05-06T00:00:00',
    'no date',
  ],
  'year-month': [null, '2024-05', '2024-12'],
};
const PREDICATES = ['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains', 'startsWith'];

test('what the reference model predicts of each kind of value under each predicate is as it was', () => {
  const lines = Object.entries(VALUES).flatMap(([type, values]) =>
    PREDICATES.map((predicate) => {
      const under = [...values, 'other'].map((condition) => {
        const rule = { field: 'f', predicate, condition: condition === null ? null : String(condition) } as FilterRule;
        const matches = values.map((value) => predict({ f: value }, field(type as Field['type']), rule).charAt(0));
        return `${JSON.stringify(condition)} ${matches.join('')}`;
      });
      return `${type} ${predicate}: ${under.join(', ')}`;
    }),
  );
  const near = ['00', '00.0000001', '00.0000002'].map((end) =>
    [0n, 1n, 2n].map((step) =>
      predict(
        { f: `2024-05-05T00:00:${end}` },
        field('date'),
        { field: 'f', predicate: 'equal', condition: '2024-05-05T00:00:00' },
        step,
      ),
    ),
  );
  same('filter-predictions', [...lines, `within steps ${JSON.stringify(near)}`]);
});

test('which orders of each kind of value are known, possible and wrong is as it was', () => {
  const rows = (values: readonly unknown[]): Row[] => values.map((f) => ({ f }));
  const lines = Object.entries(VALUES).flatMap(([type, values]) =>
    (['asc', 'desc'] as const).flatMap((direction) => {
      const rule = { field: field(type as Field['type']), direction };
      const sorted = rows(values).sort(compareRows([rule]));
      const orders = {
        sorted,
        reversed: sorted.toReversed(),
        raw: rows(values),
        rotated: [...sorted.slice(2), ...sorted.slice(0, 2)],
        nullInside: [sorted[1]!, { f: null }, ...sorted.slice(2)],
      };
      return Object.entries(orders).map(
        ([name, order]) =>
          `${type} ${direction} ${name}: ${JSON.stringify(disorder(order, [rule]))} ${unknownOrder(order, rule)} ${order.map(({ f }) => JSON.stringify(f)).join(' ')}`,
      );
    }),
  );
  same('sort-orders', lines);
});

/** A context in which a server has shown one list, and what else it was asked for. */
function contextOf(server: SampleServer, operation: Operation, others: readonly RequestSpec[] = []): CheckContext {
  const recorder = new Recorder();
  const keys = new Set(['active', 'sibling']);
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys };
  const context: CheckContext = { contract: sampleContract(), target, recorder, depth: 'full', seed: 1 };
  for (const request of [listRequestFor(context, operation)!, ...others]) {
    const { status = 200, headers = {}, body } = server(request);
    const all = Object.entries({ 'content-type': 'application/json', ...headers }).map(([name, value]) => [
      name,
      [value],
    ]);
    const response = {
      status,
      headers: Object.fromEntries(all) as Record<string, string[]>,
      text: JSON.stringify(body),
    };
    recorder.record({ scenario: 'sample', request, sentAt: recorder.all().length, took: 1, response });
  }
  return context;
}

/** What a page may have wrong. */
const WRONG: Readonly<Record<string, (page: Envelope, all: readonly Row[]) => Envelope>> = {
  nothing: (page) => page,
  'one lost': (page) => ({ ...page, items: page.items.slice(1) }),
  'one twice': (page) => ({ ...page, items: [...page.items.slice(0, -1), page.items[0]!] }),
  'two swapped': (page) => ({
    ...page,
    items: [...page.items.slice(0, 1), ...page.items.slice(1, 3).toReversed(), ...page.items.slice(3)],
  }),
  reversed: (page) => ({ ...page, items: page.items.toReversed() }),
  'one of another page': (page, all) => ({
    ...page,
    items: [
      ...page.items.slice(0, -1),
      all.find((row) => !page.items.some(({ id }) => id === row.id)) ?? page.items[0]!,
    ],
  }),
  'one more': (page, all) => ({ ...page, items: [...page.items, all.at(-1)!] }),
  'one changed': (page) => ({
    ...page,
    items: [{ ...page.items[0], name: 'changed', firstName: 'changed' }, ...page.items.slice(1)],
  }),
  'total one more': (page) => ({ ...page, totalCount: page.totalCount + 1 }),
  'total one less': (page) => ({ ...page, totalCount: page.totalCount - 1 }),
  'all rows': (page, all) => ({ ...page, totalCount: all.length, items: all.slice(0, Number(page.pageSize)) }),
  empty: (page) => ({ ...page, totalCount: 0, items: [] }),
};

test('what deviates on a page of each kind is as it was', () => {
  const operation = sampleContract().operations.find(({ id }) => id === 'listUsers')!;
  const [text, other] = ['lastName', 'firstName'];
  const rule = (name: string, predicate: FilterRule['predicate'], condition: string) => ({
    field: name,
    predicate,
    condition,
  });
  const lines = [8, 130].flatMap((count) => {
    const server = sampleServer(count);
    const rows = (server(listRequest(operation, { pageSize: 100 })).body as Envelope).items;
    const value = (name: string) => String(rows.find((row) => typeof row[name] === 'string')?.[name]);
    const queries: Record<string, ListQuery> = {
      plain: {},
      'page 2': { page: 2, pageSize: 3 },
      filtered: { filter: rule(text, 'equal', value(text)) },
      'all but some': { filter: rule(text, 'notEqual', value(text)) },
      'filtered, page 2': { filter: rule(text, 'contains', 'e'), page: 2, pageSize: 2 },
      sorted: { sort: [{ field: text, direction: 'asc' }] },
      'sorted, page 2': { sort: [{ field: text, direction: 'desc' }], page: 2, pageSize: 4 },
      'sorted twice, filtered': {
        filter: rule(text, 'notEqual', value(text)),
        sort: [
          { field: text, direction: 'asc' },
          { field: other, direction: 'desc' },
        ],
      },
    };
    return Object.entries(queries).flatMap(([name, query]) => {
      const request = listRequest(operation, query);
      const context = contextOf(server, operation, [request]);
      const list = knownList(context, operation)!;
      const requested = readListRequest(operation, request)!;
      const page = bodyOf(server(request));
      const of = Object.entries(WRONG).map(([what, change]) => {
        const found = deviations(list, requested, change(page, rows));
        const told = found.map(
          ({ part, want, got, pointer, counted, evident }) =>
            `${part} ${pointer} want ${want}, got ${got}${counted ? ', counted' : ''}${evident ? ', evident' : ''}`,
        );
        return [what, told.join('; ')] as const;
      });
      // What a reader sees of it; the digest stands for all.
      const right = of.filter(([, told]) => told === '').map(([what]) => what);
      const shown = of.filter(([, told]) => told !== '').slice(0, 3);
      return [
        `${count} rows, ${name}: ${digest(of)}; nothing found: ${right.join(', ')}`,
        ...shown.map(([what, told]) => `  ${what}: ${told.slice(0, 200)}`),
      ];
    });
  });
  same('page-deviations', lines);
});

/** Servers whose lists change, lose responses, or change only when they are read again. */
const MOVING: Readonly<Record<string, (response: SampleResponse, request: RequestSpec) => SampleResponse | undefined>> =
  {
    'filtered totals wrong, once': (response, { target, fresh }) =>
      fresh !== undefined || !target.includes('queryFilters') || response.status
        ? undefined
        : { body: { ...bodyOf(response), totalCount: 77 } },
    'filtered totals wrong, read again never': (response, { target, fresh }) =>
      fresh !== undefined
        ? problem(503, 'Unavailable')
        : target.includes('queryFilters') && !response.status
          ? { body: { ...bodyOf(response), totalCount: 77 } }
          : undefined,
    'filtered totals wrong, and a row gone since': (response, { target, fresh = '' }) => {
      const body = bodyOf(response);
      if (response.status) return undefined;
      if (target.includes('queryFilters')) return { body: { ...body, totalCount: 77 } };
      return /still|again/.test(fresh)
        ? { body: { ...body, totalCount: body.totalCount - 1, items: body.items.slice(1) } }
        : undefined;
    },
    'reversed where sorted, first time only': (response, { target, fresh }) =>
      fresh === undefined && target.includes('sortingRules') && !response.status
        ? { body: { ...bodyOf(response), items: bodyOf(response).items.toReversed() } }
        : undefined,
    'a row edited while it is read again': (response, { fresh = '' }) =>
      / 1 before|still the same 1/.test(fresh) && !response.status
        ? {
            body: {
              ...bodyOf(response),
              items: bodyOf(response).items.map((row, at) =>
                at === 0 ? { ...row, name: 'x', title: 'x', firstName: 'x' } : row,
              ),
            },
          }
        : undefined,
    'the second row lost wherever it is sorted or filtered': (response, { target }) =>
      /queryFilters|sortingRules/.test(target) && !response.status
        ? { body: { ...bodyOf(response), items: bodyOf(response).items.filter((_, at) => at !== 1) } }
        : undefined,
  };

test('what checks say of lists that change while they are read is as it was', () => {
  const wanted = ['PAG-05', 'FIL-02', 'SRT-03'];
  const checks = CATALOGUE.checks.contract.filter(({ clause }) => wanted.includes(clause));
  same(
    'moving-lists',
    Object.entries(MOVING).flatMap(([name, change]) =>
      checks.map((check) => {
        const { verdict, sent } = trySample(check, broken(sampleServer(8), change), 'quick');
        const said =
          verdict.kind === 'not-run'
            ? verdict.why
            : verdict.kind === 'fail'
              ? `${verdict.findings.length} findings, ${verdict.findings[0]?.operation} ${verdict.findings[0]?.want}, got ${verdict.findings[0]?.got}`
              : `${verdict.checked} tried`;
        return `${name}: ${check.clause} ${verdict.kind} after ${sent.length} requests: ${said}; ${verdict.notes.join('; ').slice(0, 300)}`;
      }),
    ),
  );
});
