import type { Field } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { chooseFitting } from '../../../verifier/choose.ts';
import { predict } from '../../../verifier/model/filter.ts';
import { valueAt, type KnownList, type Row } from '../../../verifier/model/known-lists.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { valuesOf } from '../checks/conditions.ts';
import type { Part } from './part.ts';

/** Share of the rows that a comparison takes at most: several of them must fit into one request. */
export const MOST_TAKEN = 0.4;

/** Decimals of a condition: finer ones are more than a number of two decimals needs to stand beside it. */
const DECIMALS = 1000;
const SECOND_MS = 1000;
const MS_DIGITS = 3;

type Comparison = 'greaterThan' | 'lessThan';

/**
 * Comparisons with what stands just beside a row's value: a server that cuts, rounds or shifts values loses that row. Of a
 * time the midnight before it, and a second on either side, or the same second where it has a fraction; of a number with a
 * fraction one between it and the next whole number, on either side. And `notEqual` to another time of a row's day, or to the
 * whole part of its number, which that row does not equal.
 */
export function besideParts(context: CheckContext, list: KnownList, field: Field): Part[] {
  return [...comparisons(context, list, field), ...unequalParts(context, list, field)];
}

function comparisons(context: CheckContext, list: KnownList, field: Field): Part[] {
  const values = valuesOf(field, list);
  const part = (predicate: Comparison, conditions: readonly string[], purpose: string, isNear: IsNear): Part[] => {
    const rule = takingFew(context, list, field, predicate, conditions, purpose);
    if (!rule) return [];
    const shows = (row: Row) =>
      predict(row, field, rule) === 'yes' && isNear(valueAt(row, field.member), rule.condition ?? '');
    return [{ kind: predicate === 'greaterThan' ? 'above' : 'below', field, rule, shows }];
  };
  if (field.type === 'date') {
    const finer = values.filter((value) => withinSecond(0)(value).length > 0);
    const [before, after] = finer.length > 0 ? [withinSecond(0), withinSecond(1)] : [secondsAway(-1), secondsAway(1)];
    return [
      ...part('greaterThan', values.flatMap(midnightBefore), 'midnight', sameDay),
      ...part('greaterThan', values.flatMap(before), 'beside greaterThan', sameSecond),
      ...part('lessThan', values.flatMap(after), 'beside lessThan', sameSecond),
    ];
  }
  if (field.type !== 'number') return [];
  return [
    ...part('greaterThan', values.flatMap(towardsWhole(Math.floor)), 'beside greaterThan', sameWhole),
    ...part('lessThan', values.flatMap(towardsWhole(Math.ceil)), 'beside lessThan', sameWhole),
  ];
}

/** Whether a row's value is the one that a condition stands beside. */
type IsNear = (value: unknown, condition: string) => boolean;

const sameDay: IsNear = (value, condition) => String(value).slice(0, 10) === condition.slice(0, 10);
const sameSecond: IsNear = (value, condition) => Math.abs(inMs(String(value)) - inMs(condition)) <= SECOND_MS;
const sameWhole: IsNear = (value, condition) => Math.floor(Number(value)) === Math.floor(Number(condition));

const inMs = (time: string) => Date.parse(`${time.slice(0, 19)}Z`);

const midnightBefore = (value: string) => (/T00:00:00(\.0+)?$/.test(value) ? [] : [`${value.slice(0, 10)}T00:00:00`]);

const secondsAway = (seconds: number) => (value: string) => {
  const ms = inMs(value);
  return Number.isNaN(ms) ? [] : [new Date(ms + seconds * SECOND_MS).toISOString().slice(0, 19)];
};

/** A fraction of a second that leaves room on either side, whatever the precision of the server. */
const FRACTION = { least: 0.01, most: 0.98 };

/** Half way from a time with a fraction of a second to the second that ends with it, or the beginning of its second. */
const withinSecond = (end: 0 | 1) => (value: string) => {
  const [, second = '', digits = ''] = /^(.{19})(\.\d+)/.exec(value) ?? [];
  const fraction = Number(`0${digits}`);
  if (fraction < FRACTION.least || fraction > FRACTION.most) return [];
  return [end === 0 ? second : `${second}${((fraction + 1) / 2).toFixed(MS_DIGITS).slice(1)}`];
};

/** `notEqual` to what a server that cuts times to days, or numbers to whole ones, takes for a row's value. */
function unequalParts(context: CheckContext, list: KnownList, field: Field): Part[] {
  const whole = (value: string) => (Number.isInteger(Number(value)) ? [] : [String(Math.floor(Number(value)))]);
  const cut = { date: (value: string) => [`${value.slice(0, 10)}T12:34:56`], number: whole }[field.type as string];
  if (!cut) return [];
  const rules = valuesOf(field, list)
    .flatMap(cut)
    .map((condition): FilterRule => ({ field: field.name, predicate: 'notEqual', condition }));
  const takesAll = (rule: FilterRule) => list.rows.every((row) => predict(row, field, rule) === 'yes');
  const rule = chooseFitting(rules, takesAll, context.seed, list.operation.id, field.name, 'beside notEqual');
  if (!rule) return [];
  const isNear = field.type === 'date' ? sameDay : sameWhole;
  const shows = (row: Row) => isNear(valueAt(row, field.member) ?? '', rule.condition ?? '');
  return [{ kind: 'unequal', field, rule, shows }];
}

/** Half way from a number to the whole one below or above it; nothing for a whole number. */
const towardsWhole = (whole: (value: number) => number) => (text: string) => {
  const value = Number(text);
  const between = Math.round(((value + whole(value)) / 2) * DECIMALS) / DECIMALS;
  return Number.isInteger(value) || !Number.isSafeInteger(Math.floor(value)) || Number.isInteger(between)
    ? []
    : [String(between)];
};

/** A comparison that takes so few rows that several fit into one request, or else the one that takes the fewest; never all. */
function takingFew(
  context: CheckContext,
  list: KnownList,
  field: Field,
  predicate: string,
  conditions: readonly string[],
  purpose: string,
): FilterRule | null {
  const rules = conditions.map((condition): FilterRule => ({ field: field.name, predicate, condition }));
  const taken = (rule: FilterRule) => list.rows.filter((row) => predict(row, field, rule) === 'yes').length;
  const isFew = (rule: FilterRule) => taken(rule) > 0 && taken(rule) <= list.rows.length * MOST_TAKEN;
  const few = chooseFitting(rules, isFew, context.seed, list.operation.id, field.name, purpose);
  if (few) return few;
  const counted = rules.map((rule) => ({ rule, count: taken(rule) }));
  const some = counted.filter(({ count }) => count > 0 && count < list.rows.length);
  return some.sort((a, b) => a.count - b.count)[0]?.rule ?? null;
}
