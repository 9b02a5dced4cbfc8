import type { Field } from '../../../spec/contract.ts';
import { listCase } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CheckContext, Depth } from '../../../verifier/check-context.ts';
import { choose } from '../../../verifier/choose.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { conditionFor } from '../../../verifier/model/values.ts';
import { ofFirstPage, valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import { joined } from '../../../verifier/model/rules.ts';
import { stateOf } from '../../../verifier/reread.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { promised } from './conditions.ts';
import { filterCase, filterRequest, inGroups, judgeFilter } from './filtered.ts';
import { early, rotated } from './rotate.ts';

/** Wildcards of databases, search engines and patterns, for one letter or for any text. */
const FORMS: readonly { readonly by: string; readonly letter: boolean }[] = [
  { by: '_', letter: true },
  { by: '%', letter: false },
  { by: '[a-z]', letter: true },
  { by: '*', letter: false },
  { by: '.', letter: true },
];
const FORMS_OF_EQUAL = ['_', '%', '[a-z]'];

/** Longer texts make long queries. */
const LONGEST = 80;

/** Most rules in one request. */
const MOST_TOGETHER = 8;

/** Rules that take wildcards literally, and the request that carries them all. */
interface Literal {
  readonly rules: readonly FilterRule[];
  readonly request: RequestSpec;
}

/**
 * Wildcards made from values that were seen, in every text field of a list: a letter, or a part, is replaced. Whoever
 * interprets one finds the row; taken literally it finds none, or rows that really hold it. Joined by `or`, so that a few
 * requests try all fields, and show what the list says where a filter takes no row.
 */
export function literalRequests(context: CheckContext, list: KnownList): readonly Literal[] {
  return ofFirstPage(list, `wildcards ${context.seed}`, () => {
    const rules = texts(list).flatMap((field, i) => wildcardRules(context, list, field, i === 0));
    return inGroups(rules, MOST_TOGETHER).flatMap((some) => {
      const group = joined(some, 'or');
      const request = filterRequest(context, list.operation, group);
      return request ? [{ rules: group, request }] : [];
    });
  });
}

/** The text fields, the one with most distinct values first. */
export function texts(list: KnownList): Field[] {
  const kinds = (field: Field) => new Set(list.rows.map((row) => valueAt(row, field.member))).size;
  return promised(list)
    .filter(({ type }) => type === 'string')
    .sort((a, b) => kinds(b) - kinds(a));
}

/**
 * The requests of a list with wildcards, each as a case; of one that serves other rows than predicted, or breaks, each rule
 * alone. That no list is served where no row is taken is CON-04's.
 * @param first depth of the first of them
 */
export function* wildcardCases(context: CheckContext, list: KnownList, first: Depth): Iterable<Case> {
  for (const [i, { rules, request }] of literalRequests(context, list).entries()) {
    const judge = (base: KnownList, exchange?: CompletedExchange): Outcome => {
      const status = exchange?.response.status ?? 200;
      if (status === 204 || status === 404) return { note: `status ${status} where no row is taken` };
      return exchange && judgeFilter(base, rules, exchange);
    };
    const together = listCase(list, { label: `wildcards ${i}`, requests: [request] }, judge);
    const state = stateOf(context, together, 'wildcards');
    if (state.kind !== 'broken') yield { ...together, depth: i === 0 ? first : early(context) };
    // An `or` that does not work is FIL-05's.
    else
      for (const rule of rules) {
        const one = filterCase(context, list, [{ ...rule, operator: null }]);
        if (one) yield { ...one, depth: 'quick', urgent: true };
      }
  }
}

function wildcardRules(context: CheckContext, list: KnownList, field: Field, isFirst: boolean): FilterRule[] {
  const values = list.rows.map((row) => conditionFor(valueAt(row, field.member)) ?? '');
  const usable = [...new Set(values)].filter(
    (text) => /[a-z]{2}/.test(text) && !/[%_[\]*\\]/.test(text) && text.length < LONGEST,
  );
  const long = usable.filter((text) => /[a-z]{4}/.test(text));
  const words = [context.seed, list.operation.id, field.name, 'wildcards'] as const;
  const value = choose(long.length > 0 ? long : usable, ...words);
  if (value === undefined) return [];
  const word = /[a-z]{4}/.exec(value) ?? /[a-z]{2}/.exec(value);
  const at = word ? word.index + (word[0].length > 2 ? 1 : 0) : 0;
  const rule = (predicate: string, { by, letter }: (typeof FORMS)[number]): FilterRule => ({
    ...{ field: field.name, predicate },
    condition: value.slice(0, at) + by + value.slice(at + (letter ? 1 : 2)),
  });
  const equal = FORMS.filter(({ by }) => FORMS_OF_EQUAL.includes(by));
  if (isFirst) return [...FORMS.map((form) => rule('contains', form)), ...equal.map((form) => rule('equal', form))];
  // Whoever interprets one of these interprets the other as well.
  const [one, other] = rotated(FORMS.slice(0, 2), context);
  return one && other ? [rule('contains', one), rule('equal', other)] : [];
}
