import type { Field } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import {
  envelope,
  listRequestFor,
  ofFirstPage,
  rowKey,
  valueAt,
  type KnownList,
} from '../../../verifier/model/known-lists.ts';
import { predictRules } from '../../../verifier/model/rules.ts';
import { comparable, conditionFor } from '../../../verifier/model/values.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { promised } from '../checks/conditions.ts';
import { readWhole } from '../checks/pages.ts';
import { rotated } from '../checks/rotate.ts';
import { rulePool } from './rule-pool.ts';

/** Filters that are tried in search of a slice. */
const MOST_TRIES = 3;
/** Rows with which orders and pages of a slice show a mistake. */
const LEAST_ROWS = 8;
/** About the share of a page that a slice should fill: totals are known beforehand only roughly. */
const SHARE = 0.6;

/**
 * The slice of a list that is too long to be read whole: the rows that one filter takes, all on one page. Every request that joins
 * this filter to others by `and` is predicted exactly. `open` until the page was served; `none` where no filter gives one.
 * A quick run has no request for it to spare.
 */
export type Slice =
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly request: RequestSpec }
  | { readonly kind: 'read'; readonly list: KnownList };

/** The slice of a list, or the request that is next in search of it. */
export function sliceOf(context: CheckContext, list: KnownList): Slice {
  const isReadWhole = () => readWhole(context).some((one) => one.list.operation.id === list.operation.id);
  if (list.complete || context.depth === 'quick' || isReadWhole()) return { kind: 'none' };
  const { maxPageSize } = list.operation;
  for (const rule of candidates(context, list)) {
    const request = listRequestFor(context, list.operation, { page: 1, pageSize: maxPageSize, filter: rule });
    // Where the contract's form of rules cannot say it, or a response is lost, there is no slice.
    if (!request || request.wire === null || context.recorder.unusable(request)) break;
    const exchange = context.recorder.find(request);
    if (!exchange) return { kind: 'open', request };
    const slice = readFrom(list, rule, exchange);
    if (slice) return { kind: 'read', list: slice };
  }
  return { kind: 'none' };
}

/** The rows that a filter took as a list of their own; null where they are too few, or not all on this page. */
function readFrom(list: KnownList, rule: FilterRule, exchange: CompletedExchange): KnownList | null {
  const page = envelope(exchange.response);
  if (!page) return null;
  const { items, totalCount } = page;
  const isWhole = items.length === totalCount && items.length <= list.operation.maxPageSize;
  if (!isWhole || items.length < LEAST_ROWS || new Set(items.map(rowKey)).size < items.length) return null;
  if (!items.every((row) => predictRules(list.operation, row, [rule]) === 'yes')) return null;
  return { ...list, first: exchange, rows: items, known: items, totalCount, complete: true, within: [rule] };
}

/** Filters that probably take some rows and not more than a page. */
function candidates(context: CheckContext, list: KnownList): readonly FilterRule[] {
  return ofFirstPage(list, `slices ${context.seed}`, () => {
    const fields = rotated(promised(list), context);
    // Dates last: they may be stored more precisely than they are shown.
    const inOrder = [
      ...fields.filter(({ type }) => type !== 'date'),
      ...fields.filter(({ type }) => type === 'date'),
    ].flatMap((field) => beforeInOrder(list, field));
    const most = list.operation.maxPageSize;
    const expected = (takes: number) => (takes / list.rows.length) * list.totalCount;
    const off = (takes: number) => Math.abs(expected(takes) - most * SHARE);
    const sampled = rulePool(context, list)
      .filter(({ takes }) => takes > 0 && expected(takes) <= most)
      .sort((a, b) => off(a.takes) - off(b.takes))
      .map(({ rule }) => rule);
    return [...inOrder.slice(0, 1), ...sampled, ...inOrder.slice(1)].slice(0, MOST_TRIES);
  });
}

/** Where the first page is in the order of a field, as lists mostly are by their ids: the rows before its last. */
function beforeInOrder(list: KnownList, field: Field): FilterRule[] {
  if (!['integer', 'number', 'date'].includes(field.type)) return [];
  const values = list.rows.map((row) => comparable(field, valueAt(row, field.member)));
  for (const [predicate, isNext] of [
    ['lessThan', (a: unknown, b: unknown) => (a as number) <= (b as number)],
    ['greaterThan', (a: unknown, b: unknown) => (a as number) >= (b as number)],
  ] as const) {
    if (values.includes(null) || !values.every((value, i) => i === 0 || isNext(values[i - 1], value))) continue;
    const at = values.findLastIndex((value, i) => i > 0 && value !== values[i - 1]);
    const row = list.rows[at];
    const condition = row ? conditionFor(valueAt(row, field.member)) : null;
    if (condition !== null) return [{ field: field.name, predicate, condition }];
  }
  return [];
}
