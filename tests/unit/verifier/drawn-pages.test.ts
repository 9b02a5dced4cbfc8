import { expect, test } from '@playwright/test';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { deviations } from '../../../verifier/model/expected-page.ts';
import { knownList, type Envelope, type Row } from '../../../verifier/model/known-lists.ts';
import { readListRequest } from '../../../verifier/model/list-request.ts';
import { compareRows, disorder, groupsInOrder, unknownOrder } from '../../../verifier/model/order.ts';
import { differingAt } from '../../../verifier/model/other-row.ts';
import { predictRules } from '../../../verifier/model/rules.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest, type FilterRule, type ListQuery } from '../../../verifier/requests.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { digest } from '../digest.ts';
import { dice } from '../dice.ts';

const PAGES = 600;
const operation = sampleContract().operations.find(({ id }) => id === 'listReviews')!;
const FIELDS = ['id', 'name', 'status', 'createdDate', 'assignedEngineer.id', 'assignedEngineer.fullName'];
const DATES = ['', '.5', '.5000001', '.6'].map((end) => `2026-03-01T10:00:00${end}`);
const [UUID, OTHER] = ['a0000001-0000-4000-8000-000000000000', 'B0000001-0000-4000-8000-000000000000'];
type Dice = ReturnType<typeof dice>;

/** A row with few values, so that many are equal, near each other, or null. */
function drawnRow(id: number, { pick }: Dice): Row {
  const engineer = pick(null, { id: UUID, fullName: pick('Ann', 'ann', 'Bob') }, { id: OTHER, fullName: null });
  return {
    ...{
      id,
      name: pick('Dune', 'dune', 'DÜNE', 'a b', 'a-b', 'item 9', 'item 10', 'hulls'),
      status: pick('open', 'done'),
    },
    ...{ assignedEngineer: engineer, createdDate: pick(...DATES), client: { id: pick(UUID, OTHER), name: 'x' } },
  };
}

const ruleOf = ({ pick }: Dice): FilterRule => {
  const field = pick(...FIELDS);
  const values: Record<string, readonly string[]> = {
    id: ['2', '3', '5'],
    createdDate: DATES,
    status: ['open', 'OPEN'],
  };
  const condition = pick(...(values[field] ?? [UUID, 'Dune', 'a b', 'item 9', 'n', 'Ann']));
  const predicate = pick('equal', 'notEqual', 'greaterThan', 'lessThan', 'contains');
  return { field, predicate, condition: pick(condition, condition, condition, null) };
};

function queryOf(drawn: Dice): ListQuery {
  const { pick } = drawn;
  const sorts = Array.from({ length: pick(0, 0, 1, 1, 2) }, () => ({
    field: pick(...FIELDS),
    direction: pick<'asc' | 'desc'>('asc', 'desc'),
  }));
  const filters = Array.from({ length: pick(0, 0, 1, 1, 2) }, (_, i) => ({
    ...ruleOf(drawn),
    ...(i === 0 && { operator: pick<'and' | 'or'>('and', 'or') }),
  }));
  const paged = pick({}, { page: 1, pageSize: 3 }, { page: 2, pageSize: 3 }, { page: 2, pageSize: 2 }, { pageSize: 4 });
  const filter = filters.length > 1 ? filters : filters[0];
  const query = { ...paged, ...(filter && { filter }), ...(sorts.length > 0 && { sort: sorts }) };
  return query;
}

type Wrong = (page: Envelope, all: readonly Row[], drawn: Dice) => Envelope;
const without = (items: readonly Row[], at: number) => items.filter((_, i) => i !== at);
const WRONG: readonly Wrong[] = [
  (page) => page,
  (page) => page,
  (page, _, { pick }) => ({ ...page, items: without(page.items, pick(0, 1, 2)) }),
  (page, _, { pick }) => ({ ...page, totalCount: page.totalCount + pick(-1, 1, 2) }),
  (page) => ({ ...page, totalCount: page.totalCount - 1, items: page.items.slice(1) }),
  (page, all) => ({ ...page, totalCount: page.totalCount + 1, items: [...page.items, ...all.slice(0, 1)] }),
  (page) => ({ ...page, items: page.items.toReversed() }),
  (page) => ({ ...page, items: page.items.length > 1 ? [page.items[1]!, page.items[0]!, ...page.items.slice(2)] : [] }),
  (page, all, { pick }) => ({ ...page, items: [...without(page.items, 0), ...all.slice(pick(0, 1, 2)).slice(0, 1)] }),
  (page) => ({
    ...page,
    items: page.items.map((row, at) => (at === 1 ? { ...row, name: 'other', status: 'x'.repeat(100) } : row)),
  }),
  (page) => ({ ...page, items: page.items.slice(0, 1) }),
  (page, all) => ({ ...page, totalCount: all.length, items: all.slice(0, Number(page.pageSize)) }),
];

/** What a list of a few drawn rows has shown, and a drawn page of it, right or wrong. */
function said(seed: number): string {
  const drawn = dice(seed);
  const { pick, random } = drawn;
  const size = pick(0, 1, 3, 5, 6);
  const all = Array.from({ length: size }, (_, i) => drawnRow(random() < 0.05 ? 1 : i + 1, drawn));
  const keys = new Set(['active']);
  const target = { baseUrl: 'http://sample', embedded: false, limit: 50, windowSeconds: 60, keys };
  const recorder = new Recorder();
  const context: CheckContext = { contract: sampleContract(), target, recorder, depth: 'full', seed: 1 };
  const respond = (request: RequestSpec, body: Envelope) =>
    recorder.record({
      ...{ scenario: 'probe', request, sentAt: recorder.all().length, took: 1 },
      response: { status: 200, headers: {}, text: JSON.stringify(body) },
    });
  const hidden = pick(0, 0, 0, 2);
  const shown = all.slice(0, Math.max(0, size - hidden));
  respond(listRequest(operation), { page: 1, pageSize: 100, totalCount: size, items: shown });
  // Dates that are stored finer than shown: equal finds less than is shown, greaterThan finds the rest.
  const finer = random() < 0.25 ? pick(...DATES) : undefined;
  if (finer !== undefined)
    for (const predicate of ['equal', pick('greaterThan', 'lessThan')]) {
      const found =
        predicate === 'equal' ? [] : all.filter(({ createdDate }) => createdDate === finer || random() < 0.1);
      const rule = { field: 'createdDate', predicate, condition: finer } as FilterRule;
      respond(listRequest(operation, { filter: rule }), {
        page: 1,
        pageSize: 100,
        totalCount: found.length,
        items: found,
      });
    }
  const list = knownList(context, operation)!;
  const request = listRequest(operation, queryOf(drawn));
  const requested = readListRequest(operation, request);
  if (!requested) return `${seed}: ${digest(request.target)} is not read`;
  const { filters, sorts, page, pageSize } = requested;
  const taken = all
    .filter((row) => filters.length === 0 || predictRules(operation, row, filters) === 'yes')
    .sort(compareRows(sorts));
  const right = {
    page,
    pageSize,
    totalCount: taken.length,
    items: taken.slice((page - 1) * pageSize, page * pageSize),
  };
  const wrong = pick(...WRONG)(right, all, drawn);
  const found = deviations(list, requested, { ...wrong, items: structuredClone(wrong.items) });
  const told = found.map(({ part, got, evident, counted, pointer }) =>
    [part, got, pointer, evident && 'evident', counted && 'counted'].filter(Boolean).join(' '),
  );
  const orders = [
    disorder(wrong.items, sorts),
    groupsInOrder(wrong.items, sorts),
    sorts.map((rule) => unknownOrder(wrong.items, rule)),
  ];
  const differs = wrong.items.slice(1).map((row) => differingAt(row, wrong.items[0]));
  return `${seed}: ${digest(request.target)} ${told.join('; ').slice(0, 120)} ${digest([found, orders, differs, list.steps.get('createdDate')?.digits])}`;
}

test('what is said of drawn pages, right and wrong, of lists of a few rows is as it was', () => {
  const lines = Array.from({ length: PAGES }, (_, seed) => said(seed));
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('drawn-pages.txt');
});
