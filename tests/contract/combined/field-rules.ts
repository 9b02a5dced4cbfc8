import type { Field } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { choose, chooseFitting, hash } from '../../../verifier/choose.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { columnOf, pivotValue, splits, valuesOf } from '../checks/conditions.ts';
import { MOST_TAKEN } from './beside.ts';
import { mistakesShownIn, type Value } from './mistakes.ts';

/** Values of a text that are so few that a server may know each by a name in its code. */
const FEW = 12;

/** `equal` to a label of several words, of a text that has few values, where the condition at hand is none. */
export function labelOfWords(list: KnownList, field: Field, equal: FilterRule | null): FilterRule | null {
  const values = valuesOf(field, list);
  if (field.type !== 'string' || values.length > FEW || /\S \S/.test(equal?.condition ?? '')) return null;
  const rules = values.map((condition): FilterRule => ({ field: field.name, predicate: 'equal', condition }));
  return rules.find((rule) => /\S \S/.test(rule.condition ?? '') && splits(list, field, rule)) ?? null;
}

/** Where all rows seen have one value: `equal` to another one, which takes no row. */
export function otherThanAll(list: KnownList, field: Field): FilterRule | null {
  const [value] = field.type === 'string' ? valuesOf(field, list) : [];
  return value === undefined ? null : { field: field.name, predicate: 'equal', condition: `${value}x` };
}

/**
 * `notEqual` to a value that some rows have, or to the one that all rows seen have, which leaves them all out. Of texts it is the
 * longest that `equal` does not have: a server that cuts conditions does not find it.
 */
export function notEqualTo(list: KnownList, field: Field, equal: FilterRule | null): FilterRule | null {
  const values = valuesOf(field, list);
  const others = field.type === 'string' ? values.filter((value) => value !== equal?.condition) : [];
  const [longest] = others.sort((a, b) => b.length - a.length);
  const condition = longest ?? equal?.condition ?? values[0];
  return condition === undefined ? null : { field: field.name, predicate: 'notEqual', condition };
}

/** `contains` a word with a capital letter, an I if there is one: alphabets differ in its small letter. */
export function capitalRule(context: CheckContext, list: KnownList, field: Field): FilterRule | null {
  if (field.type !== 'string') return null;
  const words = valuesOf(field, list).flatMap((text) => text.match(/\p{Lu}\p{L}{2,11}/gu) ?? []);
  const rules = [...new Set(words)].map((condition) => ({ field: field.name, predicate: 'contains', condition }));
  const withI = rules.filter(({ condition }) => condition.includes('I'));
  const choose = (from: readonly FilterRule[]) =>
    chooseFitting(from, (rule) => splits(list, field, rule), context.seed, list.operation.id, field.name, 'capital');
  return choose(withI) ?? choose(rules) ?? null;
}

/** On one text in so many, each night others, `contains` has a whole text. */
const WHOLE_IN = 3;
export const isWhole = ({ seed }: CheckContext, { name }: Field) => hash(seed, name) % WHOLE_IN === 0;

/** `contains` a whole text: a row that equals it holds it, too. */
export function wholeRule(context: CheckContext, list: KnownList, field: Field): FilterRule | null {
  if (field.type !== 'string') return null;
  const rules = valuesOf(field, list).map((condition) => ({ field: field.name, predicate: 'contains', condition }));
  const seed = [context.seed, list.operation.id, field.name, 'whole'] as const;
  return chooseFitting(rules, (rule) => splits(list, field, rule), ...seed) ?? null;
}

/** `equal` to a date with a fraction of a second, where the condition at hand has none. */
export function fractionRule(
  context: CheckContext,
  list: KnownList,
  field: Field,
  equal: FilterRule | null,
): FilterRule | null {
  if (field.type !== 'date' || equal?.condition?.includes('.')) return null;
  const values = valuesOf(field, list).filter((value) => /\.\d*[1-9]/.test(value));
  const condition = choose(values, context.seed, list.operation.id, field.name, 'fraction');
  return condition === undefined ? null : { field: field.name, predicate: 'equal', condition };
}

/** `equal` to values that code easily treats as absent (false, 0), and to the other boolean. */
export function defaultRules(list: KnownList, field: Field, equal: FilterRule | null): FilterRule[] {
  const values = field.type === 'boolean' ? ['true', 'false'] : ['number', 'integer'].includes(field.type) ? ['0'] : [];
  return values.flatMap((condition) => {
    const rule = { field: field.name, predicate: 'equal', condition };
    return condition !== equal?.condition && splits(list, field, rule) ? [rule] : [];
  });
}

/**
 * `greaterThan` or `lessThan` a value that some rows have, with few rows beyond it: one of those that show most of the mistakes
 * that servers make in comparing.
 */
export function pivotRule(
  context: CheckContext,
  list: KnownList,
  field: Field,
  predicate: 'greaterThan' | 'lessThan',
): FilterRule | null {
  const values = columnOf(field, list);
  const shownBy = mistakesShownIn(field.type, values);
  const scored = valuesOf(field, list).flatMap((condition) => {
    const pivot = pivotValue(field, condition);
    if (pivot === null) return [];
    const isBeyond = (value: Value) => value !== null && (predicate === 'greaterThan' ? value > pivot : value < pivot);
    const beyond = values.filter(isBeyond).length;
    if (beyond === 0 || beyond > Math.max(1, list.rows.length * MOST_TAKEN)) return [];
    return [{ condition, shown: shownBy(pivot, [predicate]) }];
  });
  const most = Math.max(...scored.map(({ shown }) => shown));
  const best = scored.filter(({ shown }) => shown === most).map(({ condition }) => condition);
  const condition = choose(best, context.seed, list.operation.id, field.name, predicate);
  return condition === undefined ? null : { field: field.name, predicate, condition };
}
