import type { Field } from '../../../spec/contract.ts';
import { parseDotnetDate } from '../../../spec/dotnet-date.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { choose, chooseFitting, hash } from '../../../verifier/choose.ts';
import { predict, type Match } from '../../../verifier/model/filter.ts';
import { comparable, conditionFor, fold } from '../../../verifier/model/values.ts';
import { ofFirstPage, valueAt, type KnownList, type Row } from '../../../verifier/model/known-lists.ts';
import { MISTAKES, mistakesShownIn } from '../combined/mistakes.ts';

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
 * first, because it exposes a server that compares parts; else the value that shows most of what servers do wrong.
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
  const best = field.type === 'string' ? withinOthers(rules) : mostTelling(field, list, rules);
  const fitting = (some: readonly FilterRule[]) =>
    chooseFitting(some, (rule) => splits(list, field, rule), context.seed, list.operation.id, field.name);
  // On every second field, each night others, one that takes a row which filters of their own may hide (archived, inactive).
  const rare = hash(context.seed, field.name, 'rare') % 2 === 0 ? rareRows(list) : [];
  const takesRare = (rule: FilterRule) => rare.some((row) => predict(row, field, rule) === 'yes');
  return fitting(best.filter(takesRare)) ?? fitting(best) ?? fitting(rules.filter(takesRare)) ?? fitting(rules) ?? null;
}

/** Rows with the rarer value of a boolean. */
function rareRows(list: KnownList): readonly Row[] {
  return ofFirstPage(list, 'rare rows', () =>
    promised(list)
      .filter(({ type }) => type === 'boolean')
      .flatMap((field) => {
        const [yes, no] = [true, false].map((value) => list.rows.filter((row) => valueAt(row, field.member) === value));
        return (yes!.length <= no!.length ? yes : no)!;
      }),
  );
}

/** The texts that are part of another one. */
function withinOthers(rules: readonly FilterRule[]): readonly FilterRule[] {
  const texts = rules.map(({ condition }) => fold(condition ?? ''));
  return rules.filter((_, at) => texts.some((text) => text !== texts[at] && text.includes(texts[at] ?? '')));
}

/**
 * The values with most decimals, which expose a server that rounds conditions; of these the ones that other rows equal by most of
 * the mistakes that servers make.
 */
function mostTelling(field: Field, list: KnownList, rules: readonly FilterRule[]): readonly FilterRule[] {
  const shownBy = mistakesShownIn(field.type, columnOf(field, list));
  const mistakes = (MISTAKES[field.type] ?? []).length;
  const scored = rules.map((rule) => {
    const condition = rule.condition ?? '';
    const value = pivotValue(field, condition);
    const decimals = field.type === 'number' ? (condition.split('.')[1]?.length ?? 0) : 0;
    return { rule, worth: decimals * (mistakes + 1) + (value === null ? 0 : shownBy(value, ['equal'])) };
  });
  const most = Math.max(...scored.map(({ worth }) => worth));
  return most > 0 ? scored.filter(({ worth }) => worth === most).map(({ rule }) => rule) : [];
}

/** A field's values in the rows, as its type compares them. */
export const columnOf = (field: Field, list: KnownList) =>
  list.rows.map((row) => comparable(field, valueAt(row, field.member)));

/** The value of a condition, as the field's type compares it. */
export const pivotValue = (field: Field, condition: string) =>
  comparable(field, ['number', 'integer'].includes(field.type) ? Number(condition) : condition);

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
  const shownBy = mistakesShownIn(field.type, columnOf(field, list));
  const scored = conditions.map((condition) => {
    const shown = shownBy(pivotValue(field, condition)!, ['greaterThan', 'lessThan']);
    return { condition, shown, order: hash(context.seed, list.operation.id, field.name, condition) };
  });
  return scored.sort((a, b) => b.shown - a.shown || a.order - b.order)[0]?.condition ?? null;
}
