import type { Field } from '../../spec/contract.ts';
import type { FilterRule } from '../requests.ts';
import { valueAt, type Row } from './known-lists.ts';
import { comparable, fold, instant, sameness, type Comparable } from './values.ts';

/** What a filter does with a row: takes it, leaves it out, or either, where the vendor promises neither. */
export type Match = 'yes' | 'no' | 'maybe';

/**
 * Predicts what one rule does with one row (FIL-01..04). Text may be compared with or without case, so two texts that differ only
 * in case are `maybe`; null rows are taken under notEqual, because `equal` does not take them (FIL-02).
 * @param step ticks by which a date that is stored more precisely than shown may be off: nearer values are `maybe`
 */
export function predict(row: Row, field: Field, rule: FilterRule, step = 0n): Match {
  const value = comparable(field, valueAt(row, field.member));
  const condition = readCondition(field, rule.condition);
  if (step > 0n && near(value, condition, step)) return 'maybe';
  switch (rule.predicate) {
    case 'equal':
      return value === null ? 'no' : EQUAL[sameness(value, condition)];
    case 'notEqual':
      return value === null ? 'yes' : UNEQUAL[sameness(value, condition)];
    case 'contains':
      return contains(value, rule.condition ?? '');
    case 'greaterThan':
      return above(value, condition);
    case 'lessThan':
      return above(condition, value);
    default:
      return 'maybe';
  }
}

function near(a: Comparable | null, b: Comparable | null, step: bigint): boolean {
  if (typeof a !== 'bigint' || typeof b !== 'bigint') return false;
  return a - b < step && b - a < step;
}

const EQUAL = { same: 'yes', maybe: 'maybe', different: 'no' } as const;
const UNEQUAL = { same: 'no', maybe: 'maybe', different: 'yes' } as const;

function contains(value: Comparable | null, part: string): Match {
  if (typeof value !== 'string') return value === null ? 'no' : 'maybe';
  if (value.includes(part)) return 'yes';
  return fold(value).includes(fold(part)) ? 'maybe' : 'no';
}

/** The server's collation orders text, so only numbers and dates are predicted (FIL-03). */
function above(a: Comparable | null, b: Comparable | null): Match {
  if (a === null || b === null) return 'no';
  if (typeof a === 'string' || typeof b === 'string' || typeof a === 'boolean' || typeof b === 'boolean')
    return 'maybe';
  return a > b ? 'yes' : 'no';
}

function readCondition(field: Field, condition: string | null): Comparable | null {
  if (condition === null) return null;
  switch (field.type) {
    case 'date':
      return instant(condition);
    case 'number':
    case 'integer':
      return Number(condition);
    case 'boolean':
      return { true: true, false: false }[String(condition).toLowerCase()] ?? null;
    default:
      return condition;
  }
}
