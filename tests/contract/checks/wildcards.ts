import type { Field } from '../../../spec/contract.ts';
import { listCase, type Case, type CheckContext, type Depth } from '../../../verifier/check.ts';
import { choose } from '../../../verifier/choose.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { conditionFor } from '../../../verifier/model/values.ts';
import { ofFirstPage, valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import { joined } from '../../../verifier/model/rules.ts';
import { stateOf } from '../../../verifier/reread.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { filterCase, filterRequest, judgeFilter } from './filtered.ts';

/** Wildcards of databases, search engines and patterns, for one letter or for any text. */
const FORMS: readonly { readonly by: string; readonly letter: boolean }[] = [
  { by: '_', letter: true },
  { by: '%', letter: false },
  { by: '[a-z]', letter: true },
  { by: '*', letter: false },
  { by: '.', letter: true },
];
const FORMS_OF_EQUAL = ['_', '%', '[a-z]'];

/**
 * Wildcards made from a value that was seen: a letter or a part of it is replaced. A server that interprets one finds the row;
 * taken literally, it finds none, or rows that really contain it. All are in one request; where that is not as predicted, each is
 * tried alone.
 */
export function* wildcardCases(context: CheckContext, list: KnownList, field: Field, depth: Depth): Iterable<Case> {
  const rules = wildcardRules(context, list, field);
  const request = rules.length > 1 ? filterRequest(context, list.operation, joined(rules, 'or')) : null;
  if (!request) return;
  const all = joined(rules, 'or');
  const judge = (base: KnownList, exchange?: CompletedExchange) => exchange && judgeFilter(base, all, exchange);
  const together = listCase(list, { label: `wildcards in ${field.name}`, requests: [request] }, judge);
  const state = stateOf(context, together, 'wildcards');
  const singles = rules.flatMap((rule) => filterCase(context, list, [rule]) ?? []);
  if (state.kind !== 'broken') yield { ...together, depth };
  // FIL-05 judges an `or` that does not work.
  else for (const one of singles) yield { ...one, depth: 'quick', urgent: true };
}

function wildcardRules(context: CheckContext, list: KnownList, field: Field): FilterRule[] {
  return ofFirstPage(list, `wildcards ${field.name} ${context.seed}`, () => {
    const values = list.rows.map((row) => conditionFor(valueAt(row, field.member)) ?? '');
    const usable = [...new Set(values)].filter(
      (text) => /^[\w ,.:()-]*[a-z]{4}[\w ,.:()-]*$/.test(text) && text.length < 60,
    );
    const value = choose(usable, context.seed, list.operation.id, field.name, 'wildcards');
    if (value === undefined) return [];
    const word = /[a-z]{4}/.exec(value);
    const at = (word?.index ?? 0) + 1;
    const rule = (predicate: string, by: string, letter: boolean): FilterRule => ({
      ...{ field: field.name, predicate },
      condition: value.slice(0, at) + by + value.slice(at + (letter ? 1 : 2)),
    });
    return [
      ...FORMS.map(({ by, letter }) => rule('contains', by, letter)),
      ...FORMS.filter(({ by }) => FORMS_OF_EQUAL.includes(by)).map(({ by, letter }) => rule('equal', by, letter)),
    ];
  });
}
