import { test } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import { loadContract } from '../../../spec/contract.ts';
import type { RunRecord } from '../../../reports/run.ts';
import { configOf } from '../../../verifier/embedded.ts';
import { judge, type JudgeOptions } from '../../../verifier/judge.ts';
import type { Part } from '../../../verifier/model/deviation.ts';
import type { ListRequest } from '../../../verifier/model/list-request.ts';
import { CATALOGUE } from '../../catalogue.ts';
import { clausesOf, concerns, isSpared } from '../../contract/combined/guilty-clause.ts';
import { digest, expectAsKept } from '../portraits.ts';

const same = (name: string, lines: readonly string[]) => expectAsKept(`verifier/portraits/${name}.txt`, lines);

/** A record without what differs from run to run: times, its id, the target's port. */
function linesOf(record: RunRecord): string[] {
  const { clauses, exchanges, evidence, members, coverage, knowledge, fieldCoverage, drift, limiter } = record;
  return [
    `requests ${JSON.stringify(record.requests)}, plan ${JSON.stringify(record.plan)}, errors ${record.errors.length}`,
    ...clauses.flatMap(({ id, verdict, reason, checked, notes, findings, extra }) => [
      `${id} ${verdict} ${checked} ${reason ?? digest(extra)}`,
      ...notes.map((note) => `  notes ${note}`),
      ...findings
        .slice(0, 3)
        .map(({ operation, pointer = '', want, got }) =>
          `  ${operation} ${pointer} want ${want}, got ${got}`.slice(0, 200),
        ),
      ...(findings.length > 0 ? [`  ${findings.length} findings (${digest(findings)})`] : []),
    ]),
    ...(fieldCoverage ?? []).map((row) => `tried ${JSON.stringify(row)}`),
    ...(drift ?? []).map((row) => `drift ${JSON.stringify(row)}`),
    `knowledge ${knowledge?.share} (${digest(knowledge)}), coverage ${digest(coverage)}, fields ${digest(members)}`,
    `evidence ${digest([evidence?.statements, evidence?.values])}, tried ${JSON.stringify(record.tried)}`,
    `limiter ${limiter?.algorithm}, ${limiter?.confidence}: ${limiter?.why}`,
    ...Object.entries(exchanges ?? {}).map(([n, { url, status, body, cut }]) => {
      const { pathname, search } = new URL(url);
      return `exchange ${n} ${pathname}${decodeURIComponent(search)} ${status} ${digest(body)} ${cut}`.slice(0, 200);
    }),
  ];
}

const RUNS: readonly { name: string; options: Partial<JudgeOptions>; faults: string[] }[] = [
  { name: 'conforming at quick', options: { suites: ['contract', 'ratelimit'], depth: 'quick' }, faults: [] },
  {
    name: 'broken at quick',
    options: { suites: ['contract'], depth: 'quick', seed: 3, strict: true },
    faults: ['member-omitted', 'total-ignores-filter', 'page-by-page', 'new-column'],
  },
];

for (const { name, options, faults } of RUNS)
  test(`the record of a run, ${name}, is as it was`, async () => {
    const mock = await startMock({ size: 'small', faults });
    try {
      same(name.replaceAll(' ', '-'), linesOf(await judge(configOf(mock), { ...CATALOGUE, ...options })));
    } finally {
      await mock.close();
    }
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
    sorts.flatMap((order) => pages.map((page) => ({ filters: some, sorts: order, ...page }))),
  );
  same('guilty-clauses', [
    ...requests.map((request) => {
      const asked = [
        request.filters.map(({ field, predicate }) => `${field} ${predicate}`).join(' and ') || 'all rows',
        request.sorts.map(({ direction }) => direction).join(' then ') || 'unsorted',
        `page ${request.page}${request.paged ? ' stated' : ''}`,
      ].join(', ');
      const guilty = parts.map((part) =>
        [false, true]
          .map((smallest) =>
            clausesOf({ part, want: '', got: '', rule: request.sorts.length - 1 }, request, smallest).join('+'),
          )
          .join('/'),
      );
      return `${asked}: ${parts.map((part, at) => `${part} ${guilty[at]}`).join(', ')}; concerns ${all.filter((id) => concerns(id, request)).join(' ')}`;
    }),
    ...parts.map(
      (part) =>
        `${part} spares ${all.filter((id) => isSpared(id, [{ part, want: '', got: '' }])).length} of ${all.length}`,
    ),
    `nothing spares ${all.filter((id) => isSpared(id, [])).length}`,
  ]);
});
