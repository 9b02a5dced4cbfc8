import type { Field } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { hash } from '../../../verifier/choose.ts';
import { predict, type Match } from '../../../verifier/model/filter.ts';
import { comparable } from '../../../verifier/model/values.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { equalRule, pivotOf, promised, valuesOf } from '../checks/conditions.ts';
import { containsRule } from '../checks/contains-rule.ts';

/** A filter rule with what it does to each row of the list's first page. */
export interface PooledRule {
  readonly rule: FilterRule;
  readonly matches: readonly Match[];
  /** Rows that it certainly takes. */
  readonly takes: number;
}

const ORDERED: readonly string[] = ['number', 'integer', 'date'];

/** One rule for each documented field and predicate of a list that its rows allow to try. */
export function rulePool(context: CheckContext, list: KnownList): PooledRule[] {
  return promised(list).flatMap((field) => rulesOf(context, field, list).map((rule) => pooled(list, field, rule)));
}

function pooled(list: KnownList, field: Field, rule: FilterRule): PooledRule {
  const matches = list.rows.map((row) => predict(row, field, rule));
  return { rule, matches, takes: matches.filter((match) => match === 'yes').length };
}

function rulesOf(context: CheckContext, field: Field, list: KnownList): FilterRule[] {
  const [any] = valuesOf(field, list);
  const same = { field: field.name, predicate: 'equal', condition: any ?? null };
  const equal = equalRule(context, field, list) ?? (any === undefined ? null : same);
  const contains = containsRule(context, field, list);
  const pivot = ORDERED.includes(field.type) ? pivotOf(context, field, list) : null;
  const rule = (predicate: string, condition: string | null): FilterRule => ({
    field: field.name,
    predicate,
    condition,
  });
  return [
    ...(equal ? [equal, rule('notEqual', equal.condition)] : []),
    ...(contains ? [contains] : []),
    ...(pivot === null ? [] : [rule('greaterThan', pivot), rule('lessThan', pivot)]),
  ];
}

/** What rules joined by an operator certainly take of the first page. */
export function takenBy(rules: readonly PooledRule[], operator: 'and' | 'or'): number {
  const [first] = rules;
  if (!first) return 0;
  return first.matches.filter((_, row) => {
    const each = rules.map(({ matches }) => matches[row] === 'yes');
    return operator === 'and' ? each.every(Boolean) : each.some(Boolean);
  }).length;
}

/** For each ordered field the rows between two of its values: two conditions on one field. */
export function rangesOf(
  context: CheckContext,
  list: KnownList,
): { readonly rules: readonly PooledRule[]; readonly operator: 'and' }[] {
  return promised(list).flatMap((field) => {
    if (!ORDERED.includes(field.type)) return [];
    const value = (text: string) => comparable(field, field.type === 'date' ? text : Number(text));
    const values = [...valuesOf(field, list)].sort((a, b) => ((value(a) ?? 0) < (value(b) ?? 0) ? -1 : 1));
    const shift = context.seed % Math.max(1, Math.floor(values.length / 5));
    const [low, high] = [values[Math.floor(values.length / 5) - shift], values[Math.floor((values.length * 4) / 5)]];
    if (low === undefined || high === undefined || low === high) return [];
    const ends = [
      { field: field.name, predicate: 'greaterThan', condition: low },
      { field: field.name, predicate: 'lessThan', condition: high },
    ];
    // Either end may come first: a server that takes the first for the lower one finds nothing.
    if (hash(context.seed, list.operation.id, field.name) % 2 === 1) ends.reverse();
    return [{ rules: ends.map((rule) => pooled(list, field, rule)), operator: 'and' as const }];
  });
}
