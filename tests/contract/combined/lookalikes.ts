import type { Field } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { choose } from '../../../verifier/choose.ts';
import { valueAt, type KnownList, type Row } from '../../../verifier/model/known-lists.ts';
import { conditionFor, fold } from '../../../verifier/model/values.ts';
import { valuesOf } from '../checks/conditions.ts';
import type { Part } from './part.ts';

/**
 * Values that no row has, and that a server takes for some: of a number with a fraction another one with the same whole part, of a
 * number in a text the same number with one more 0, of a uuid another one with the same beginning; and the word for a value that is
 * absent, in rows without one.
 */
export function lookalikes(context: CheckContext, list: KnownList, field: Field): Part[] {
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
