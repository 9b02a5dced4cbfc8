import type { Field } from '../../../spec/contract.ts';
import { parseDotnetDate } from '../../../spec/dotnet-date.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { choose, chooseFitting, hash } from '../../../verifier/choose.ts';
import { predict, type Match } from '../../../verifier/model/filter.ts';
import { comparable, conditionFor, fold } from '../../../verifier/model/values.ts';
import { ofFirstPage, valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import { mistakesShown } from '../combined/mistakes.ts';

/** Fields that the contract's evidence promises to filter and sort by; contested ones (arrays) are not judged. */
export function promised(list: KnownList): Field[] {
  return list.operation.fields.filter(
    ({ evidence, type }) => evidence !== 'assumed' && !['array', 'object'].includes(type),
  );
}

/** Promised fields except dates, which may be stored more precisely than shown: for checks that need a certain outcome. */
export function withoutDates(list: KnownList): Field[] {
  return promised(list).filter(({ type }) => type !== 'date');
}

/** Text without characters that something on the way may treat specially: FIL-08 tries those. */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} .,:()-]*$/u;
const LONGEST = 120;

/** Distinct values of a field on the first page that can be conditions; plain ones where there are any. */
export function valuesOf(field: Field, list: KnownList): readonly string[] {
  return ofFirstPage(list, `values of ${field.name}`, () => distinctValues(field, list));
}

/** Distinct values of a field on the first page, unusual ones too. */
export function anyValuesOf(field: Field, list: KnownList): readonly string[] {
  return ofFirstPage(list, `any values of ${field.name}`, () => usableValues(field, list));
}

function distinctValues(field: Field, list: KnownList): string[] {
  const usable = usableValues(field, list);
  const plain = usable.filter((text) => PLAIN.test(text));
  return plain.length > 0 ? plain : usable;
}

function usableValues(field: Field, list: KnownList): string[] {
  const distinct = new Map(list.rows.map((row) => [comparable(field, valueAt(row, field.member)), row]));
  return [...distinct]
    .filter(([value]) => value !== null && value !== '')
    .map(([, row]) => conditionFor(valueAt(row, field.member)) ?? '')
    .filter((text) => text !== '' && text.length <= LONGEST && text.trim() === text);
}

/** Whether a rule takes some of the rows seen and leaves others out, so that ignoring it shows. */
export function splits(list: KnownList, field: Field, rule: FilterRule): boolean {
  const matches = new Set<Match>();
  for (const row of list.rows) {
    matches.add(predict(row, field, rule));
    if (matches.has('yes') && matches.has('no')) return true;
  }
  return false;
}

/**
 * `equal` to a value that some rows have and others do not; null where no two rows differ. A text that is part of another comes
 * first, because it exposes a server that compares parts; a number with most decimals, because it exposes one that rounds.
 */
export function equalRule(context: CheckContext, field: Field, list: KnownList): FilterRule | null {
  return ofFirstPage(list, `equal ${field.name} ${context.seed}`, () => equal(context, field, list));
}

function equal(context: CheckContext, field: Field, list: KnownList): FilterRule | null {
  const rules = valuesOf(field, list).map((condition): FilterRule => ({
    field: field.name,
    predicate: 'equal',
    condition,
  }));
  const texts = rules.map(({ condition }) => fold(condition ?? ''));
  const decimals = (text: string) => (text.split('.')[1] ?? '').length;
  const most = Math.max(0, ...texts.map(decimals));
  const within = rules.filter((_, at) => {
    const own = texts[at] ?? '';
    if (field.type === 'number') return most > 0 && decimals(own) === most;
    return field.type === 'string' && texts.some((text) => text !== own && text.includes(own));
  });
  const fitting = (some: readonly FilterRule[]) =>
    chooseFitting(some, (rule) => splits(list, field, rule), context.seed, list.operation.id, field.name);
  return fitting(within) ?? fitting(rules) ?? null;
}

/**
 * `equal` to the beginning of a value, or to another time on a date's day, which no row has as its whole value. It exposes a
 * server that compares only beginnings or days.
 */
export function beginningRule(context: CheckContext, field: Field, list: KnownList): FilterRule | null {
  return ofFirstPage(list, `beginning ${field.name} ${context.seed}`, () => beginning(context, field, list));
}

function beginning(context: CheckContext, field: Field, list: KnownList): FilterRule | null {
  if (field.type === 'date') return sameDay(context, field, list);
  if (!['string', 'integer'].includes(field.type)) return null;
  const all = list.rows.map((row) => fold(conditionFor(valueAt(row, field.member)) ?? ''));
  const beginnings = valuesOf(field, list)
    .map((value) => value.slice(0, Math.ceil(value.length * 0.6)).trim())
    .filter((part) => part.length >= 2 && !all.includes(fold(part)));
  const condition = choose(beginnings, context.seed, list.operation.id, field.name, 'beginning');
  return condition === undefined ? null : { field: field.name, predicate: 'equal', condition };
}

function sameDay(context: CheckContext, field: Field, list: KnownList): FilterRule | null {
  const all = new Set(list.rows.map((row) => comparable(field, valueAt(row, field.member))));
  const times = valuesOf(field, list)
    .map((value) => `${value.slice(0, 10)}T12:34:56`)
    .filter((time) => !all.has(parseDotnetDate(time)));
  const condition = choose(times, context.seed, list.operation.id, field.name, 'same day');
  return condition === undefined ? null : { field: field.name, predicate: 'equal', condition };
}

/** `contains` with a part from the middle of a value that other rows do not have. */
export function containsRule(context: CheckContext, field: Field, list: KnownList): FilterRule | null {
  return ofFirstPage(list, `contains ${field.name} ${context.seed}`, () => contains(context, field, list));
}

function contains(context: CheckContext, field: Field, list: KnownList): FilterRule | null {
  if (field.type !== 'string') return null;
  const parts = valuesOf(field, list).flatMap((value) =>
    [...value.matchAll(/[\p{L}\p{N}]{2,}/gu)].flatMap(({ 0: word, index }) => {
      const part = index === 0 ? word.slice(1) : word.slice(0, 12);
      return part.length >= 2 ? [part] : [];
    }),
  );
  const texts = list.rows.map((row) => conditionFor(valueAt(row, field.member)));
  const rules = [...new Set(parts)].map((condition): FilterRule => ({
    field: field.name,
    predicate: 'contains',
    condition,
  }));
  const tells = (rule: FilterRule) =>
    texts.some((text) => inside(text, rule.condition ?? '')) && splits(list, field, rule);
  return chooseFitting(rules, tells, context.seed, list.operation.id, field.name, 'contains') ?? null;
}

function inside(text: string | null, part: string): boolean {
  return text !== null && text.includes(part) && !fold(text).startsWith(fold(part));
}

/**
 * A value with rows above and below it: the one that shows most of the mistakes that servers make in comparing; of several, the seed
 * chooses.
 */
export function pivotOf(context: CheckContext, field: Field, list: KnownList): string | null {
  return ofFirstPage(list, `pivot ${field.name} ${context.seed}`, () => pivot(context, field, list));
}

function pivot(context: CheckContext, field: Field, list: KnownList): string | null {
  const conditions = valuesOf(field, list).filter((condition) =>
    ['greaterThan', 'lessThan'].every((predicate) => splits(list, field, { field: field.name, predicate, condition })),
  );
  const values = list.rows.map((row) => comparable(field, valueAt(row, field.member)));
  const scored = conditions.map((condition) => {
    const value = comparable(field, field.type === 'date' ? condition : Number(condition));
    const shown = value === null ? 0 : mistakesShown(field.type, values, value, ['greaterThan', 'lessThan']);
    return { condition, shown, order: hash(context.seed, list.operation.id, field.name, condition) };
  });
  return scored.sort((a, b) => b.shown - a.shown || a.order - b.order)[0]?.condition ?? null;
}
