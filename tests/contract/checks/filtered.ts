import type { Operation } from '../../../spec/contract.ts';
import type { FilterRule, ListQuery } from '../../../verifier/requests.ts';
import { listCase, type Case, type Outcome, type CheckContext } from '../../../verifier/check.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { compareFiltered } from '../../../verifier/model/compare.ts';
import { stateOf } from '../../../verifier/reread.ts';
import { inWords, joined, predictRules } from '../../../verifier/model/rules.ts';
import { envelope, listRequestFor, ofFirstPage, type KnownList } from '../../../verifier/model/known-lists.ts';

/** Asks for a list by rules: one as an object, several as an array (api-facts: both are used). */
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

/** What the answer to rules must show: exactly the rows that the reference model takes. */
export function judgeFilter(list: KnownList, rules: readonly FilterRule[], { response }: CompletedExchange): Outcome {
  const means = inWords(rules);
  const found = envelope(response);
  if (!found) return { want: means, got: `status ${response.status}` };
  return (
    compareFiltered(list, found, (row) => predictRules(list.operation, row, rules, list.steps), means) ?? undefined
  );
}

/** A case that filters a list by rules and compares what comes with what the model predicts. */
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

/** Most rules in one request: a query of some 1.5 KB, which every server takes. */
const MOST_TOGETHER = 8;

/**
 * Cases that try each rule, several in one request while that goes well: the rules are joined by `or`, each with a row
 * that it alone takes and with a row that none takes, so that one that has no effect, or too much, shows in the answer.
 * Where it does not go well they are asked one by one, which tells the guilty from the others.
 */
export function* eachRule(
  context: CheckContext,
  list: KnownList,
  rules: readonly FilterRule[],
  nth: number,
  caseOf = (one: CheckContext, of: KnownList, rule: FilterRule) => filterCase(one, of, [rule]),
): Iterable<Case> {
  const depth = nth === 0 ? 'quick' : 'standard';
  const groups = ofFirstPage(list, `groups ${JSON.stringify(rules)}`, () => groupsOf(list, rules));
  for (const [i, group] of groups.entries()) {
    const together = joined(group, 'or');
    const whole = filterCase(context, list, together);
    if (!whole) continue;
    const state = stateOf(context, whole, 'together');
    if (state.kind === 'doubtful' && group.length > 1)
      yield { ...whole, label: 'together again', depth: 'quick', requests: state.requests, judge: () => undefined };
    const alone = group.length === 1 || state.kind === 'broken';
    // Where no question is left to tell the guilty one by one, the answer to all of them is what there is to tell.
    if (group.length > 1 && state.kind === 'broken' && !group.every((rule) => isCompleted(context, list, rule)))
      yield { ...whole, label: 'together', depth };
    for (const rule of group) {
      const single = caseOf(context, list, rule);
      if (!single) continue;
      const first = i === 0 ? depth : 'standard';
      if (!alone) yield { ...single, depth: first, requests: whole.requests, judge: () => undefined };
      yield { ...single, depth: alone ? first : 'full' };
    }
  }
}

function isCompleted(context: CheckContext, list: KnownList, rule: FilterRule): boolean {
  const request = filterRequest(context, list.operation, [rule]);
  return request !== null && context.recorder.find(request) !== undefined;
}

/** Puts rules into groups in which each has a row of its own and that leave a row out. */
function groupsOf(list: KnownList, rules: readonly FilterRule[]): FilterRule[][] {
  const groups: FilterRule[][] = [];
  for (const rule of rules) {
    const fits = groups.find((group) => group.length < MOST_TOGETHER && telling(list, [...group, rule]));
    if (fits) fits.push(rule);
    else groups.push([rule]);
  }
  return groups;
}

/** Whether an `or` of these rules would show each one's failure. Rules that should take nothing only need to stay alone or among themselves. */
function telling(list: KnownList, rules: readonly FilterRule[]): boolean {
  const { operation, rows } = list;
  const takes = rules.map((rule) => rows.map((row) => predictRules(operation, row, [rule])));
  const none = rows.some((_, r) => takes.every((matches) => matches[r] === 'no'));
  const empty = takes.every((matches) => matches.every((match) => match === 'no'));
  if (!none || empty) return empty;
  return takes.every((matches, i) =>
    rows.some((_, r) => matches[r] === 'yes' && takes.every((others, j) => j === i || others[r] === 'no')),
  );
}
