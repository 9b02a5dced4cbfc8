import type { Field } from '../../../spec/contract.ts';
import type { SortRule } from '../../../verifier/requests.ts';
import { listCase, responsesTo } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CheckContext, Depth } from '../../../verifier/check-context.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { disorder, groupsInOrder, unknownOrder, type OrderRule } from '../../../verifier/model/order.ts';
import { tieKey } from '../../../verifier/model/collations.ts';
import { comparable, sameness, type Comparable } from '../../../verifier/model/values.ts';
import {
  envelope,
  listRequestFor,
  ofFirstPage,
  valueAt,
  type Row,
  type KnownList,
} from '../../../verifier/model/known-lists.ts';
import { pageSizeNear } from '../../../verifier/page-sizes.ts';
import { promised } from './conditions.ts';
import { rotated } from './rotate.ts';

/**
 * Fields of a list in which the rows seen differ, so that an order shows. The one with most nulls comes first (null rows are the
 * ones that get lost), then a number that text order would place elsewhere, then the others, starting with another one each
 * night.
 */
export function sortFields(context: CheckContext, list: KnownList): readonly Field[] {
  return ofFirstPage(list, `sort fields ${context.seed}`, () => fieldsInOrder(context, list));
}

function fieldsInOrder(context: CheckContext, list: KnownList): Field[] {
  const values = (field: Field) => list.rows.map((row) => comparable(field, valueAt(row, field.member)));
  const fields = promised(list).filter((field) => new Set(values(field)).size > 1);
  const nulls = (field: Field) => values(field).filter((value) => value === null).length;
  const most = Math.max(...fields.map(nulls));
  const all = rotated(fields, context);
  const first = all.find((field) => most > 0 && nulls(field) === most) ?? all[0];
  const second = all.find((field) => field !== first && textWouldDiffer(values(field)));
  const ahead = [first, second].filter((field) => field !== undefined);
  return [...ahead, ...all.filter((field) => !ahead.includes(field))];
}

/** Whether these numbers have another order as text (9 and 10). */
function textWouldDiffer(values: readonly unknown[]): boolean {
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  return numbers.some((value, i) => i > 0 && String(numbers[i - 1]) > String(value));
}

/**
 * Requests for a list in an order: in two halves where `halves` is set, else on one page, or the first two pages of a list that
 * is longer than a page.
 */
export function sortRequests(
  context: CheckContext,
  list: KnownList,
  rules: readonly OrderRule[],
  halves = false,
): RequestSpec[] {
  const most = list.operation.maxPageSize;
  const half = pageSizeNear(list.operation, Math.ceil(list.totalCount / 2));
  const [pageSize, pages] =
    list.totalCount > most ? [most, [1, 2]] : halves && half < list.totalCount ? [half, [1, 2]] : [most, [1]];
  const texts = rules.map(({ field, direction }): SortRule => ({ field: field.name, direction }));
  const sort = texts.length === 1 && texts[0] ? texts[0] : texts;
  return pages.flatMap((page) => listRequestFor(context, list.operation, { page, pageSize, sort }) ?? []);
}

/** The rows of several pages, joined; a status where one of them is no list. */
export function joinPages(responses: readonly CompletedExchange[]): Row[] | string {
  const rows: Row[] = [];
  for (const { response } of responses) {
    const page = envelope(response);
    if (!page) return `status ${response.status}`;
    rows.push(...page.items);
  }
  return rows;
}

/**
 * A case that requests rows in an order. Where they are in no known order, but perhaps in one that the server defines, the other
 * direction is requested as well: a real order reverses.
 */
export function orderCase(
  context: CheckContext,
  list: KnownList,
  rule: OrderRule,
  { requests, ...parts }: { label: string; depth: Depth; requests: readonly RequestSpec[] },
): Case {
  const plain = (_: KnownList, ...responses: CompletedExchange[]) => judgeOrder([rule], responses);
  const responses = responsesTo(context, requests);
  const rows = responses && joinPages(responses);
  if (!rows || typeof rows === 'string' || !plain(list, ...responses) || !unknownOrder(rows, rule))
    return listCase(list, { ...parts, requests }, plain);
  const turned = { ...rule, direction: rule.direction === 'asc' ? ('desc' as const) : ('asc' as const) };
  const back = sortRequests(context, list, [turned], requests.length > 1);
  return listCase(
    list,
    { ...parts, depth: 'quick', urgent: true, requests: [...requests, ...back] },
    ({ totalCount }, ...both) => {
      const [one, other] = [joinPages(both.slice(0, requests.length)), joinPages(both.slice(requests.length))];
      if (typeof one === 'string' || typeof other === 'string' || one.length < totalCount || other.length < totalCount)
        return {
          note: `${rule.field.name} is in an order that is not known, and the list is too long to turn it round`,
        };
      return turnsRound(one, other, rule) ? undefined : judgeOrder([rule], both.slice(0, requests.length));
    },
  );
}

function turnsRound(one: readonly Row[], other: readonly Row[], { field }: OrderRule): boolean {
  const values = (rows: readonly Row[]) =>
    rows.map((row) => comparable(field, valueAt(row, field.member))).filter((value) => value !== null);
  const [a, b] = [values(one), values(other).reverse()];
  return a.length === b.length && a.every((value, i) => mayTie(value, b[i] ?? null));
}

/** Whether two values may be one to a server that orders them: which of their rows comes first is left open. */
function mayTie(a: Comparable, b: Comparable | null): boolean {
  if (typeof a === 'string' && typeof b === 'string' && tieKey(a) === tieKey(b)) return true;
  return sameness(a, b) !== 'different';
}

/** What pages in an order must show: over the joined pages, no row comes before one that it must follow. */
export function judgeOrder(rules: readonly OrderRule[], responses: readonly CompletedExchange[]): Outcome {
  const means = rules.map(({ field, direction }) => `${field.name} ${direction}`).join(', ');
  const rows = joinPages(responses);
  if (typeof rows === 'string') return { want: `rows in the order of ${means}`, got: rows };
  const wrong = disorder(rows, rules);
  if (!wrong || (rules.length > 1 && groupsInOrder(rows, rules))) return undefined;
  return {
    want: `rows in the order of ${means}`,
    got: `${wrong.before} before ${wrong.after} (rows ${wrong.at} and ${wrong.at + 1})`,
    ...(responses.some((one) => isDisordered(joinPages([one]), rules)) && { evident: true }),
  };
}

/** Whether a page is in no order of the rules, neither a known one nor one that may exist. */
function isDisordered(rows: readonly Row[] | string, rules: readonly OrderRule[]): boolean {
  if (typeof rows === 'string' || disorder(rows, rules) === null) return false;
  const [rule, ...others] = rules;
  return others.length > 0 ? !groupsInOrder(rows, rules) : rule !== undefined && !unknownOrder(rows, rule);
}
