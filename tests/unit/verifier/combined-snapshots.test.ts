import { expect, test } from '@playwright/test';
import { loadContract } from '../../../spec/contract.ts';
import type { Part } from '../../../verifier/model/deviation.ts';
import type { ListRequest } from '../../../verifier/model/list-request.ts';
import { CATALOGUE } from '../../catalogue.ts';
import { clausesOf, concerns, isSpared } from '../../contract/combined/guilty-clause.ts';
import { digest } from '../digest.ts';

const same = (name: string, lines: readonly string[]) => expect(`${lines.join('\n')}\n`).toMatchSnapshot(`${name}.txt`);

test('what a server makes of characters that no text shows is assumed: it concerns FIL-08 alone', () => {
  const [operation] = loadContract().operations;
  const clauses = (...conditions: string[]) => {
    const filters = conditions.map((condition) => ({ field: 'name', predicate: 'contains', condition }));
    const requested = {
      filters,
      within: [],
      sorts: [],
      page: 1,
      pageSize: 100,
      paged: false,
      operation,
    } as unknown as ListRequest;
    return [clausesOf({ part: 'filter', want: '', got: '' }, requested), concerns('FIL-04', requested)];
  };
  expect(clauses('\0')).toEqual([['FIL-08'], false]);
  expect(clauses('🦊')).toEqual([['FIL-08'], false]);
  expect(clauses('Rocket 🚀 Labs')).toEqual([['FIL-04'], true]);
  expect(clauses('\ud800')).toEqual([['FIL-08'], false]);
  expect(clauses('\0', '%')).toEqual([['FIL-08'], false]);
  expect(clauses('two\nlines')).toEqual([['FIL-04'], true]);
  expect(clauses('%')).toEqual([['FIL-04'], true]);
  expect(clauses('\0', 'a')).toEqual([['FIL-05'], false]);
});

test('which clauses a deviation of a combined request breaks is as it was', () => {
  const [operation] = loadContract().operations;
  const [one, two] = operation!.fields;
  const filter = (predicate: string, field = 'name') =>
    ({ field, predicate, condition: 'x' }) as ListRequest['filters'][number];
  const filters = [
    [],
    ...['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'].map((predicate) => [filter(predicate)]),
    [filter('equal', 'nested.id')],
    [filter('equal'), filter('contains')],
  ];
  const sorts = [
    [],
    [{ field: one!, direction: 'asc' as const }],
    [{ field: one!, direction: 'desc' as const }],
    [
      { field: one!, direction: 'asc' as const },
      { field: two!, direction: 'desc' as const },
    ],
  ];
  const pages = [
    { page: 1, pageSize: 50, paged: false },
    { page: 1, pageSize: 5, paged: true },
    { page: 2, pageSize: 5, paged: true },
  ];
  const parts: readonly (Part | 'status')[] = [
    'row',
    'filter',
    'twice',
    'order',
    'place',
    'lost',
    'count',
    'total',
    'status',
  ];
  const all = CATALOGUE.checks.contract.map(({ clause }) => clause);
  const requests = filters.flatMap((some) =>
    sorts.flatMap((order) =>
      [[], [filter('lessThan', 'id')]].flatMap((within) =>
        pages.map((page) => ({ filters: some, within, sorts: order, ...page })),
      ),
    ),
  );
  same('guilty-clauses', [
    ...requests.map((request) => {
      const what = [
        request.filters.map(({ predicate }) => predicate).join('+') || 'all rows',
        ...(request.within.length > 0 ? ['in a slice'] : []),
        request.sorts.map(({ direction }) => direction).join('+') || 'unsorted',
        `page ${request.page}${request.paged ? ' stated' : ''}`,
      ].join(', ');
      const guilty = parts.map((part) =>
        [false, true].map((smallest) =>
          clausesOf({ part, want: '', got: '', rule: Math.max(0, request.sorts.length - 1) }, request, smallest).join(
            '+',
          ),
        ),
      );
      const shown = guilty.map((of) => [...new Set(of)].join('/')).join(' ');
      return `${what}: ${shown}; concerns ${all.filter((id) => concerns(id, request)).join(' ')} (${digest(guilty)})`;
    }),
    ...parts.map(
      (part) =>
        `${part} spares ${all.filter((id) => isSpared(id, [{ part, want: '', got: '' }])).length} of ${all.length}`,
    ),
    `nothing spares ${all.filter((id) => isSpared(id, [])).length}`,
  ]);
});
