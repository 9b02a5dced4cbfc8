import type { Field } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { choose, chooseFitting, hash } from '../../../verifier/choose.ts';
import { predict } from '../../../verifier/model/filter.ts';
import { conditionFor, fold } from '../../../verifier/model/values.ts';
import { ofFirstPage, valueAt, type KnownList, type Row } from '../../../verifier/model/known-lists.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { besideParts, MOST_TAKEN } from './beside.ts';
import { mistakesShownIn, type Value } from './mistakes.ts';
import { longPart, oddParts } from './odd-parts.ts';
import type { Part, PartKind } from './part.ts';
import {
  beginningRule,
  columnOf,
  containsRule,
  equalRule,
  pivotValue,
  promised,
  splits,
  valuesOf,
} from '../checks/conditions.ts';

const ORDERED: readonly string[] = ['number', 'integer', 'date'];

/** Every documented filter field of a list with every predicate that its rows can show. */
export function partsOf(context: CheckContext, list: KnownList): readonly Part[] {
  return ofFirstPage(list, `parts ${context.seed}`, () =>
    withRareTexts(
      context,
      list,
      promised(list).flatMap((field) => fieldParts(context, list, field)),
    ).concat(oddParts(context, list), longPart(list)),
  );
}

/** Things in a text that servers often handle wrongly. */
const RARE: readonly RegExp[] = [/[^\p{ASCII}]/u, /[-.,:()&'"%_+]/, /.{21}/, /\S \S/];

/** The parts, with one more for each rare thing in a text that no condition among them has. */
function withRareTexts(context: CheckContext, list: KnownList, parts: readonly Part[]): Part[] {
  const all = [...parts];
  for (const rare of RARE) {
    if (all.some(({ kind, rule }) => kind === 'equal' && rare.test(rule.condition ?? ''))) continue;
    const more = promised(list)
      .filter(({ type }) => type === 'string')
      .flatMap((field) => {
        const rules = valuesOf(field, list)
          .filter((value) => rare.test(value))
          .map((condition): FilterRule => ({ field: field.name, predicate: 'equal', condition }));
        return rules.map((rule): Part => ({ kind: 'equal', field, rule }));
      });
    const seed = [context.seed, list.operation.id, rare.source] as const;
    const part = chooseFitting(more, ({ field, rule }) => splits(list, field, rule), ...seed);
    if (part) all.push(part);
  }
  return all;
}

function fieldParts(context: CheckContext, list: KnownList, field: Field): Part[] {
  const equal = equalRule(context, field, list);
  const rules: [PartKind, FilterRule | null][] = [
    ['equal', equal],
    ['equal', labelOfWords(list, field, equal)],
    ...defaultRules(list, field, equal).map((rule): [PartKind, FilterRule] => ['equal', rule]),
    ['beginning', beginningRule(context, field, list) ?? (equal ? null : otherThanAll(list, field))],
    ['contains', containsRule(context, field, list)],
    ['contains', isWhole(context, field) ? wholeRule(context, list, field) : capitalRule(context, list, field)],
    ['above', ORDERED.includes(field.type) ? pivotRule(context, list, field, 'greaterThan') : null],
    ['below', ORDERED.includes(field.type) ? pivotRule(context, list, field, 'lessThan') : null],
    ['unequal', notEqualTo(list, field, equal)],
  ];
  const parts = rules.flatMap(([kind, rule]): Part[] => {
    if (!rule) return [];
    return [
      {
        ...{ kind, field, rule },
        ...(kind === 'beginning' && { shows: (row) => beginsWith(field, rule, row) }),
        ...(kind === 'equal' && field.type === 'string' && { tempts: (row) => isWithin(field, rule, row) }),
        ...(['above', 'below'].includes(kind) && { tempts: (row) => isAt(field, rule, row) }),
      },
    ];
  });
  return [...parts, ...lookalikes(context, list, field), ...besideParts(context, list, field)];
}

/**
 * Values that no row has, and that a server takes for some: of a number with a fraction another one with the same whole part, of a
 * number in a text the same number with one more 0, of a uuid another one with the same beginning; and the word for a value that is
 * absent, in rows without one.
 */
function lookalikes(context: CheckContext, list: KnownList, field: Field): Part[] {
  const values = valuesOf(field, list);
  const texts = list.rows.map((row) => fold(conditionFor(valueAt(row, field.member)) ?? ''));
  const like = (from: readonly string[], change: (text: string) => string): Part[] => {
    const value = choose(from, context.seed, list.operation.id, field.name, 'lookalike');
    if (value === undefined || texts.includes(fold(change(value)))) return [];
    const rule = { field: field.name, predicate: 'equal', condition: change(value) };
    return [{ kind: 'beginning', field, rule, shows: (row) => conditionFor(valueAt(row, field.member)) === value }];
  };
  if (field.type === 'uuid') return like(values, (value) => value.slice(0, -1) + (value.endsWith('7') ? '5' : '7'));
  if (field.type === 'number')
    return like(
      values.filter((value) => /^\d+\.\d+$/.test(value)),
      otherFraction,
    );
  if (field.type !== 'string') return [];
  const isAbsent = (row: Row) => valueAt(row, field.member) === null;
  const rule = { field: field.name, predicate: 'contains', condition: NULL };
  const canTell = list.rows.some(isAbsent) && !texts.some((text) => text.includes(NULL));
  return [
    ...like(
      values.filter((value) => /^\d+\.\d+$/.test(value)),
      (value) => `${value}0`,
    ),
    ...(canTell ? [{ kind: 'contains' as const, field, rule, shows: isAbsent }] : []),
  ];
}

/** A number that is cut, or rounded, to the same whole one. */
const otherFraction = (value: string) =>
  `${Math.trunc(Number(value))}.${Number(value) % 1 < 0.5 ? FRACTIONS.low : FRACTIONS.high}`;
const FRACTIONS = { low: 26, high: 76 };

/** What null is as a text. */
const NULL = 'null';

/** Values of a text that are so few that a server may know each by a name in its code. */
const FEW = 12;

/** `equal` to a label of several words, of a text that has few values, where the condition at hand is none. */
function labelOfWords(list: KnownList, field: Field, equal: FilterRule | null): FilterRule | null {
  const values = valuesOf(field, list);
  if (field.type !== 'string' || values.length > FEW || /\S \S/.test(equal?.condition ?? '')) return null;
  const rules = values.map((condition): FilterRule => ({ field: field.name, predicate: 'equal', condition }));
  return rules.find((rule) => /\S \S/.test(rule.condition ?? '') && splits(list, field, rule)) ?? null;
}

/** Where all rows seen have one value: `equal` to another one, which takes no row. */
function otherThanAll(list: KnownList, field: Field): FilterRule | null {
  const [value] = field.type === 'string' ? valuesOf(field, list) : [];
  return value === undefined ? null : { field: field.name, predicate: 'equal', condition: `${value}x` };
}

/**
 * `notEqual` to a value that some rows have, or to the one that all rows seen have, which leaves them all out. Of texts it is the
 * longest that `equal` does not have: a server that cuts conditions does not find it.
 */
function notEqualTo(list: KnownList, field: Field, equal: FilterRule | null): FilterRule | null {
  const values = valuesOf(field, list);
  const others = field.type === 'string' ? values.filter((value) => value !== equal?.condition) : [];
  const [longest] = others.sort((a, b) => b.length - a.length);
  const condition = longest ?? equal?.condition ?? values[0];
  return condition === undefined ? null : { field: field.name, predicate: 'notEqual', condition };
}

/** `contains` a word with a capital letter, an I if there is one: alphabets differ in its small letter. */
function capitalRule(context: CheckContext, list: KnownList, field: Field): FilterRule | null {
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
const isWhole = ({ seed }: CheckContext, { name }: Field) => hash(seed, name) % WHOLE_IN === 0;

/** `contains` a whole text: a row that equals it holds it, too. */
function wholeRule(context: CheckContext, list: KnownList, field: Field): FilterRule | null {
  if (field.type !== 'string') return null;
  const rules = valuesOf(field, list).map((condition) => ({ field: field.name, predicate: 'contains', condition }));
  const seed = [context.seed, list.operation.id, field.name, 'whole'] as const;
  return chooseFitting(rules, (rule) => splits(list, field, rule), ...seed) ?? null;
}

/** `equal` to values that code easily treats as absent (false, 0), and to the other boolean. */
function defaultRules(list: KnownList, field: Field, equal: FilterRule | null): FilterRule[] {
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
function pivotRule(
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

/** Whether a row's text holds a condition and more: a server that compares parts, or ends, takes it. */
function isWithin(field: Field, { condition }: FilterRule, row: Row): boolean {
  const value = conditionFor(valueAt(row, field.member));
  return value !== null && fold(value) !== fold(condition ?? '') && fold(value).includes(fold(condition ?? ''));
}

/** Whether a row has the very value of a comparison: a server that takes it for "or equal" takes the row. */
const isAt = (field: Field, rule: FilterRule, row: Row) =>
  predict(row, field, { ...rule, predicate: 'equal' }) === 'yes';

/** Whether a server that compares beginnings would take a row by a rule. */
function beginsWith(field: Field, rule: FilterRule, row: Row): boolean {
  const value = conditionFor(valueAt(row, field.member));
  if (value === null) return false;
  if (field.type === 'date') return value.startsWith((rule.condition ?? '').slice(0, 10));
  return fold(value).startsWith(fold(rule.condition ?? ''));
}
