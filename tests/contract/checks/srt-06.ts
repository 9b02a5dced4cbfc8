import type { Field } from '../../../spec/contract.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import type { OrderRule } from '../../../verifier/model/order.ts';
import {
  envelope,
  listRequestFor,
  rowKey,
  rowName,
  knownList,
  valueAt,
  type KnownList,
} from '../../../verifier/model/known-lists.ts';
import { pageSizeNear } from '../../../verifier/page-sizes.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { promised } from './conditions.ts';
import { sortFields } from './sorted.ts';
import { sortings } from './srt-01.ts';
import { tiesCut } from './ties.ts';
import { graded, operationsOf } from './rotate.ts';

/** SRT-06: with equal sort values the order is stable across pages. */
export const srt06 = caseCheck(
  'SRT-06',
  function* (context) {
    const cases = operationsOf(context).flatMap((operation) => {
      const list = knownList(context, operation);
      const [most, ...others] = list
        ? tiedFields(context, list).flatMap((field) => caseOf(context, list, field) ?? [])
        : [];
      return most ? [{ most, others }] : [];
    });
    const ofMostTies = cases.map(({ most }) => most);
    yield* graded(ofMostTies, 1, 1);
    for (const one of cases.flatMap(({ others }) => others)) yield { ...one, depth: 'full' };
    // The halves that SRT-01 requests may cut through ties, too.
    for (const { list, rule, ...parts } of sortings(context, 'asc')) {
      if (parts.requests.length > 1) yield listCase(list, parts, (_, ...pages) => judgeTies(rule, pages));
    }
  },
  'no list is long enough, with ties, to be cut within them',
);

/** Rows for each value of a field, on average, from which on a page most likely ends among ties. */
const TIED = 3;

/** The field to sort by with the fewest values, then all others in which many rows tie, also those of which one value was seen. */
function tiedFields(context: CheckContext, list: KnownList): Field[] {
  const byKinds = (fields: readonly Field[]) => [...fields].sort((a, b) => kinds(list, a) - kinds(list, b));
  const [most] = byKinds(sortFields(context, list));
  const others = byKinds(promised(list)).filter((field) => kinds(list, field) * TIED <= list.rows.length);
  return most ? [most, ...others.filter((field) => field !== most)] : [];
}

/** Two small pages compared with one that covers both, in an order with more ties than a page has rows. */
function caseOf(context: CheckContext, list: KnownList, field: Field): Omit<Case, 'depth'> | null {
  if (list.totalCount < 4) return null;
  const pageSize = pageSizeNear(list.operation, Math.min(25, Math.floor(list.totalCount / 2)));
  if (pageSizeNear(list.operation, 2 * pageSize) !== 2 * pageSize) return null;
  const sort = { field: field.name, direction: 'asc' } as const;
  const cuts = [
    { page: 1, pageSize },
    { page: 2, pageSize },
    { page: 1, pageSize: 2 * pageSize },
  ];
  const requests = cuts.flatMap((cut) => listRequestFor(context, list.operation, { ...cut, sort }) ?? []);
  return listCase(list, { label: `ties of ${field.name}`, requests }, (_, ...responses) => {
    const [one, two, both] = responses.map(({ response }) => envelope(response));
    const want = `pages 1 and 2 of ${pageSize} by ${field.name} to be page 1 of ${2 * pageSize}`;
    if (!one || !two || !both)
      return { want, got: `status ${responses.map(({ response }) => response.status).join(', ')}` };
    const keys = new Set(one.items.map(rowKey));
    const twice = two.items.find((row) => keys.has(rowKey(row)));
    if (twice) return { want, got: `${rowName(twice)} on pages 1 and 2` };
    for (const row of two.items) keys.add(rowKey(row));
    const lost = both.items.find((row) => !keys.has(rowKey(row)));
    return lost ? { want, got: `${rowName(lost)} on neither page` } : undefined;
  });
}

function judgeTies(rule: OrderRule, pages: readonly CompletedExchange[]): Outcome {
  const cut = tiesCut(pages, rule);
  if (!cut) return undefined;
  const among = `the ${cut.ties} rows whose ${rule.field.name} is ${JSON.stringify(cut.value)}`;
  return { want: `${among} in one order on every page`, got: `${cut.row} on two pages` };
}

function kinds(list: KnownList, field: Field): number {
  return new Set(list.rows.map((row) => valueAt(row, field.member))).size;
}

const sampled = sampleServer();
const isSecond = (target: string) => target.includes('page=2&') && target.includes('sortingRules');

/** The broken server orders ties differently on every page but the first. */
export const samples: Samples = {
  passes: sampled,
  rejects: [
    broken(sampled, (response, request) => {
      if (!request.target.includes('page=2') || !request.target.includes('sortingRules')) return undefined;
      const first = bodyOf(sampled({ ...request, target: request.target.replace('page=2', 'page=1') })).items.slice(-1);
      const body = bodyOf(response);
      return { body: { ...body, items: [...first, ...body.items.slice(1)] } };
    }),
    broken(sampled, (_, { target }) => (isSecond(target) ? problem(500, 'Internal Server Error') : undefined)),
    // The second page is the third.
    broken(sampled, (_, request) =>
      isSecond(request.target)
        ? sampled({ ...request, target: request.target.replace('page=2', 'page=3') })
        : undefined,
    ),
  ],
};
