import type { Field } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check.ts';
import { chooseFitting, hash } from '../../../verifier/choose.ts';
import { comparable, conditionFor, fold } from '../../../verifier/model/values.ts';
import { ofFirstPage, valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { beginningRule, containsRule, equalRule, promised, valuesOf } from '../checks/conditions.ts';

/** What a filter rule is there to show, of one field. */
export type PartKind = 'equal' | 'beginning' | 'contains' | 'above' | 'below' | 'unequal';

export interface Part {
  kind: PartKind;
  field: Field;
  rule: FilterRule;
}

const ORDERED: readonly string[] = ['number', 'integer', 'date'];

/** Every documented filter field of a list with every predicate that its rows can show. */
export function partsOf(context: CheckContext, list: KnownList): readonly Part[] {
  return ofFirstPage(list, `parts ${context.seed}`, () =>
    promised(list).flatMap((field) => fieldParts(context, list, field)),
  );
}

function fieldParts(context: CheckContext, list: KnownList, field: Field): Part[] {
  const equal = equalRule(context, field, list);
  const rules: [PartKind, FilterRule | null][] = [
    ['equal', equal],
    ['beginning', beginningRule(context, field, list)],
    ['contains', containsRule(context, field, list)],
    ['above', ORDERED.includes(field.type) ? pivotRule(context, list, field, 'greaterThan') : null],
    ['below', ORDERED.includes(field.type) ? pivotRule(context, list, field, 'lessThan') : null],
    ['unequal', equal && { ...equal, predicate: 'notEqual' }],
  ];
  return rules.flatMap(([kind, rule]) => (rule ? [{ kind, field, rule }] : []));
}

/** Share of the rows that a comparison takes at most: several of them must fit into one request. */
const MOST_TAKEN = 0.4;

/**
 * `greaterThan` or `lessThan` a value that some rows have, with few rows beyond it: numbers that would stand on the other
 * side as text come first.
 */
function pivotRule(
  context: CheckContext,
  list: KnownList,
  field: Field,
  predicate: 'greaterThan' | 'lessThan',
): FilterRule | null {
  const values = list.rows.map((row) => comparable(field, valueAt(row, field.member)));
  const beyond = (condition: string) => {
    const pivot = comparable(field, field.type === 'date' ? condition : Number(condition));
    return values.filter((value) => {
      if (value === null || pivot === null) return false;
      return predicate === 'greaterThan' ? value > pivot : value < pivot;
    });
  };
  const asText = (condition: string) =>
    field.type === 'date' ||
    beyond(condition).some((value) =>
      predicate === 'greaterThan' ? String(value) < condition : String(value) > condition,
    );
  const fitting = valuesOf(field, list).filter((condition) => {
    const { length } = beyond(condition);
    return length > 0 && length <= Math.max(1, list.rows.length * MOST_TAKEN);
  });
  const sorted = [...fitting].sort((a, b) => hash(context.seed, field.name, a) - hash(context.seed, field.name, b));
  const condition = chooseFitting(sorted, asText, context.seed, list.operation.id, field.name, predicate) ?? sorted[0];
  return condition === undefined ? null : { field: field.name, predicate, condition };
}

/** Whether a server that compares beginnings would take a row under this part. */
export function beginsWith({ field, rule }: Part, row: KnownList['rows'][number]): boolean {
  const value = conditionFor(valueAt(row, field.member));
  if (value === null) return false;
  if (field.type === 'date') return value.startsWith((rule.condition ?? '').slice(0, 10));
  return fold(value).startsWith(fold(rule.condition ?? ''));
}
