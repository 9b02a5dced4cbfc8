import type { Field } from '../../spec/contract.ts';
import { compare, lowerBound, type Column, type Comparable } from './columns.ts';

export const PREDICATES = ['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'] as const;
export type Predicate = (typeof PREDICATES)[number];

/** One filter of `queryFilters`, read and checked. */
export interface FilterRule {
  readonly field: Field;
  readonly predicate: Predicate;
  /** As it came: what `contains` looks for. */
  readonly condition: string;
  /** The condition as the field's values are compared. */
  readonly key: Comparable;
  /** How this filter joins the next one. */
  readonly operator: 'and' | 'or';
}

type Accept = (rank: number) => boolean;

/** The ranks that a filter accepts. Null, rank 0, is unequal to every condition and neither above nor below (FIL-02). */
function acceptOf({ predicate, condition, key }: FilterRule, { distinct }: Column): Accept {
  if (predicate === 'contains') {
    const holds = distinct.map((value) => String(value).includes(condition));
    return (rank) => rank > 0 && holds[rank - 1] === true;
  }
  const place = lowerBound(distinct, key);
  const found = distinct[place];
  const exact = found !== undefined && compare(found, key) === 0;
  const own = exact ? place + 1 : -1;
  switch (predicate) {
    case 'equal':
      return (rank) => rank === own;
    case 'notEqual':
      return (rank) => rank !== own;
    case 'greaterThan':
      return (rank) => rank > (exact ? own : place);
    case 'lessThan':
      return (rank) => rank > 0 && rank <= place;
  }
}

/**
 * A test of row indexes for all filters, joined from left to right (a or b and c is (a or b) and c): `and` and `or` have
 * no precedence over each other.
 */
export function compileFilters(
  rules: readonly FilterRule[],
  columnOf: (rule: FilterRule) => Column,
): (index: number) => boolean {
  const tests = rules.map((rule) => {
    const column = columnOf(rule);
    const accept = acceptOf(rule, column);
    return (index: number) => accept(column.ranks[index] as number);
  });
  const [first, ...rest] = tests;
  if (!first) return () => true;
  return rest.reduce<(index: number) => boolean>(
    (before, test, at) =>
      rules[at]?.operator === 'or' ? (index) => before(index) || test(index) : (index) => before(index) && test(index),
    first,
  );
}
