import type { Operation } from '../../spec/contract.ts';
import type { FilterRule } from '../requests.ts';
import type { Row } from './known-lists.ts';
import { predict, type Match } from './filter.ts';
import type { Steps } from './precision.ts';

/**
 * Predicts what rules joined by one operator (that of the first) do with a row (FIL-05): `and` takes what all take, `or` what any
 * takes. Both in one query are not predicted: no document says which binds closer.
 * @param steps of the dates that are stored more precisely than shown, by field (see precision.ts)
 */
export function predictRules(operation: Operation, row: Row, rules: readonly FilterRule[], steps?: Steps): Match {
  const each = rules.map((rule) => {
    const field = operation.fields.find(({ name }) => name === rule.field);
    return field === undefined ? 'maybe' : predict(row, field, rule, steps?.get(rule.field)?.ticks);
  });
  const [decides, yields] = rules[0]?.operator === 'or' ? (['yes', 'no'] as const) : (['no', 'yes'] as const);
  if (each.includes(decides)) return decides;
  return each.every((match) => match === yields) ? yields : 'maybe';
}

/** Joins rules by one operator, as the API takes them: each says how it joins the next. */
export function joined(rules: readonly FilterRule[], operator: 'and' | 'or'): FilterRule[] {
  return rules.map((rule, i) => ({ ...rule, operator: i < rules.length - 1 ? operator : null }));
}

const WORDS: Readonly<Record<string, string>> = {
  equal: 'equals',
  notEqual: 'does not equal',
  greaterThan: 'is greater than',
  lessThan: 'is less than',
  contains: 'contains',
};

/** The rules in words: `the rows whose lastName equals "Weiß" or id equals "4711"`. */
export function inWords(rules: readonly FilterRule[]): string {
  const parts = rules.map(({ field, predicate, condition }) => {
    const text = JSON.stringify(condition ?? null);
    return `${field} ${WORDS[predicate] ?? predicate} ${text.length > 60 ? `${text.slice(0, 57)}..."` : text}`;
  });
  return `the rows whose ${parts.join(` ${rules[0]?.operator ?? 'and'} `)}`;
}
