import type { Operation } from '../../../spec/contract.ts';
import type { FilterRule, ListQuery } from '../../harness/asks.ts';
import type { Case, Outcome, Seen } from '../../harness/check.ts';
import type { AnsweredExchange, Ask } from '../../harness/exchange.ts';
import { compareFiltered } from '../../harness/model/compare.ts';
import { inWords, joined, predictRules } from '../../harness/model/rules.ts';
import { envelope, listAskFor, ofFirstPage, type SeenList } from '../../harness/seen-lists.ts';

/** Asks for a list by rules: one as an object, several as an array (api-facts: both are used). */
export function filterAsk(
  seen: Seen,
  operation: Operation,
  rules: readonly FilterRule[],
  query: ListQuery = {},
): Ask | null {
  const [first] = rules;
  return first === undefined
    ? null
    : listAskFor(seen, operation, { ...query, filter: rules.length > 1 ? rules : first });
}

/** What the answer to rules must show: exactly the rows that the reference model takes. */
export function judgeFilter(list: SeenList, rules: readonly FilterRule[], { answer }: AnsweredExchange): Outcome {
  const means = inWords(rules);
  const found = envelope(answer);
  if (!found) return { want: means, got: `status ${answer.status}` };
  return compareFiltered(list, found, (row) => predictRules(list.operation, row, rules), means) ?? undefined;
}

/** A case that filters a list by rules and compares what comes with what the model predicts. */
export function filterCase(seen: Seen, list: SeenList, rules: readonly FilterRule[]): Omit<Case, 'depth'> | null {
  const ask = filterAsk(seen, list.operation, rules);
  if (!ask) return null;
  return {
    operation: list.operation.id,
    label: rules.map(({ field, predicate }) => `${predicate} ${field}`).join(' '),
    asks: [ask],
    judge: (exchange) => judgeFilter(list, rules, exchange),
  };
}

/** Most rules in one request: a query of some 1.5 KB, which every server takes. */
const MOST_TOGETHER = 8;

/**
 * Cases that try each rule, several in one request while that goes well: the rules are joined by `or`, each with a row
 * that it alone takes and with a row that none takes, so that one that has no effect, or too much, shows in the answer.
 * Where it does not go well they are asked one by one, which tells the guilty from the others.
 */
export function* eachRule(seen: Seen, list: SeenList, rules: readonly FilterRule[], nth: number): Iterable<Case> {
  const depth = nth === 0 ? 'quick' : 'standard';
  const groups = ofFirstPage(list, `groups ${JSON.stringify(rules)}`, () => groupsOf(list, rules));
  for (const [i, group] of groups.entries()) {
    const together = joined(group, 'or');
    const ask = filterAsk(seen, list.operation, together);
    const answer = ask && seen.ledger.find(ask);
    const wrong = answer && judgeFilter(list, together, answer);
    const alone = group.length === 1 || wrong !== undefined;
    // Where no question is left to tell the guilty one by one, the answer to all of them is what there is to tell.
    if (ask && group.length > 1 && wrong && !group.every((rule) => isAnswered(seen, list, rule)))
      yield { operation: list.operation.id, label: 'together', depth, asks: [ask], judge: () => wrong };
    for (const rule of group) {
      const single = filterCase(seen, list, [rule]);
      if (!ask || !single) continue;
      const first = i === 0 ? depth : 'standard';
      if (!alone) yield { ...single, depth: first, asks: [ask], judge: () => undefined };
      yield { ...single, depth: alone ? first : 'full' };
    }
  }
}

function isAnswered(seen: Seen, list: SeenList, rule: FilterRule): boolean {
  const ask = filterAsk(seen, list.operation, [rule]);
  return ask !== null && seen.ledger.find(ask) !== undefined;
}

/** Puts rules into groups in which each has a row of its own and that leave a row out. */
function groupsOf(list: SeenList, rules: readonly FilterRule[]): FilterRule[][] {
  const groups: FilterRule[][] = [];
  for (const rule of rules) {
    const fits = groups.find((group) => group.length < MOST_TOGETHER && telling(list, [...group, rule]));
    if (fits) fits.push(rule);
    else groups.push([rule]);
  }
  return groups;
}

/** Whether an `or` of these rules would show each one's failure. Rules that should take nothing only need to stay alone or among themselves. */
function telling(list: SeenList, rules: readonly FilterRule[]): boolean {
  const { operation, rows } = list;
  const takes = rules.map((rule) => rows.map((row) => predictRules(operation, row, [rule])));
  const none = rows.some((_, r) => takes.every((matches) => matches[r] === 'no'));
  const empty = takes.every((matches) => matches.every((match) => match === 'no'));
  if (!none || empty) return empty;
  return takes.every((matches, i) =>
    rows.some((_, r) => matches[r] === 'yes' && takes.every((others, j) => j === i || others[r] === 'no')),
  );
}
