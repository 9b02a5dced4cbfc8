import type { Operation } from '../../../spec/contract.ts';
import type { FilterRule, ListQuery } from '../../../verifier/requests.ts';
import { listCase } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { compareFiltered } from '../../../verifier/model/compare.ts';
import { inWords, joined, predictRules } from '../../../verifier/model/rules.ts';
import { envelope, listRequestFor, type KnownList } from '../../../verifier/model/known-lists.ts';

/**
 * Most characters of rules, encoded: with a page and an order the query stays below the 2,048 that IIS lets through unless it is
 * set otherwise.
 */
const MOST_CHARACTERS = 1500;

/** Whether rules fit into one query that every server accepts. */
export const fitTogether = (rules: readonly FilterRule[]): boolean =>
  encodeURIComponent(JSON.stringify(joined(rules, 'or'))).length <= MOST_CHARACTERS;

/** Rules in as few groups as fit, in their order, each of at most so many. */
export function inGroups(rules: readonly FilterRule[], most: number): FilterRule[][] {
  const groups: FilterRule[][] = [];
  for (const rule of rules) {
    const last = groups.at(-1);
    if (last && last.length < most && fitTogether([...last, rule])) last.push(rule);
    else groups.push([rule]);
  }
  return groups;
}

/** A list request with rules: one as an object, several as an array (public clients use both forms). */
export function filterRequest(
  context: CheckContext,
  operation: Operation,
  rules: readonly FilterRule[],
  query: ListQuery = {},
): RequestSpec | null {
  const [first] = rules;
  return first === undefined
    ? null
    : listRequestFor(context, operation, { ...query, filter: rules.length > 1 ? rules : first });
}

/** What the response to rules must show: exactly the rows that the reference model takes. */
export function judgeFilter(list: KnownList, rules: readonly FilterRule[], { response }: CompletedExchange): Outcome {
  const means = inWords(rules);
  const found = envelope(response);
  if (!found) return { want: means, got: `status ${response.status}` };
  return (
    compareFiltered(list, found, (row) => predictRules(list.operation, row, rules, list.steps), means) ?? undefined
  );
}

/** A case that filters a list by rules and compares the response with the model's prediction. */
export function filterCase(
  context: CheckContext,
  list: KnownList,
  rules: readonly FilterRule[],
): Omit<Case, 'depth'> | null {
  const request = filterRequest(context, list.operation, rules);
  if (!request) return null;
  const label = rules.map(({ field, predicate }) => `${predicate} ${field}`).join(' ');
  return listCase(list, { label, requests: [request] }, (base, exchange) => judgeFilter(base, rules, exchange));
}
