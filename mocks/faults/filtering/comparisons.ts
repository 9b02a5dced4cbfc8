import { fieldOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs, ruleByRule } from '../support/filters.ts';
import { textAt } from '../support/rows.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('filtering');

/** Faults of the class filtering: greater, less and contains. */
export const filteringComparisons: readonly Fault[] = [
  fault('greater-or-equal', 'Takes greaterThan for greater or equal.', ['FIL-03'], () =>
    ruleByRule((rule, rows, original) =>
      rule.predicate === 'greaterThan'
        ? [...original(rows, rule), ...original(rows, { ...rule, predicate: 'equal' })]
        : undefined,
    ),
  ),
  fault('less-or-equal-dates', 'Takes lessThan for less or equal, for dates.', ['FIL-03'], () =>
    ruleByRule((rule, rows, original) =>
      rule.predicate === 'lessThan' && rule.field.type === 'date'
        ? [...original(rows, rule), ...original(rows, { ...rule, predicate: 'equal' })]
        : undefined,
    ),
  ),
  fault('dates-shifted', 'Reads the dates of conditions in its own time zone.', ['FIL-03'], () =>
    ruleByRule((rule, rows, original) =>
      rule.field.type === 'date' && typeof rule.key === 'bigint'
        ? original(rows, { ...rule, key: rule.key + 36_000_000_000n })
        : undefined,
    ),
  ),
  fault('dates-by-second', 'Compares dates without their fractions of a second.', ['FIL-03', 'FIL-01'], () =>
    ruleByRule((rule, rows, original) =>
      rule.field.type === 'date' && typeof rule.key === 'bigint'
        ? original(rows, { ...rule, key: rule.key - (rule.key % 10_000_000n) })
        : undefined,
    ),
  ),
  fault('numbers-as-text', 'Compares numbers as text.', ['FIL-03'], () =>
    ruleByRule((rule, rows) => {
      const numeric = rule.field.type === 'number' || rule.field.type === 'integer';
      if (!numeric || (rule.predicate !== 'greaterThan' && rule.predicate !== 'lessThan')) return undefined;
      return rows.filter((row) => {
        const value = fieldOf(row, rule.field.member);
        if (typeof value !== 'number') return false;
        return rule.predicate === 'greaterThan' ? String(value) > rule.condition : String(value) < rule.condition;
      });
    }),
  ),
  fault('null-is-zero', 'Takes rows without a value for 0 under lessThan.', ['FIL-03'], () =>
    predicateAs('lessThan', (rule, row) =>
      fieldOf(row, rule.field.member) === null && Number(rule.condition) > 0 ? true : undefined,
    ),
  ),
  fault('greater-reversed', 'Turns greaterThan and lessThan round for one field.', ['FIL-03'], () =>
    ruleByRule((rule, rows, original, list) => {
      if (list.operation.id !== 'listClients' || rule.field.name !== 'alignmentScore') return undefined;
      if (rule.predicate === 'greaterThan') return original(rows, { ...rule, predicate: 'lessThan' });
      return rule.predicate === 'lessThan' ? original(rows, { ...rule, predicate: 'greaterThan' }) : undefined;
    }),
  ),
  fault('contains-prefix', 'Takes contains for begins with.', ['FIL-04'], () =>
    predicateAs('contains', (rule, row) => textAt(row, rule.field.member).startsWith(rule.condition)),
  ),
  fault('contains-suffix', 'Takes contains for ends with, on one operation.', ['FIL-04'], () =>
    ruleByRule((rule, rows, _original, list) =>
      rule.predicate === 'contains' && list.operation.id === 'listMeetings'
        ? rows.filter((row) => textAt(row, rule.field.member).endsWith(rule.condition))
        : undefined,
    ),
  ),
  fault('contains-words', 'Finds whole words alone.', ['FIL-04'], () =>
    predicateAs('contains', (rule, row) => ` ${textAt(row, rule.field.member)} `.includes(` ${rule.condition} `)),
  ),
  fault('contains-ignored', 'Ignores contains on one operation.', ['FIL-04'], () =>
    ruleByRule((rule, rows, _original, list) =>
      rule.predicate === 'contains' && list.operation.id === 'listReviews' ? rows : undefined,
    ),
  ),
  fault('contains-equal', 'Takes contains for equal, for one field.', ['FIL-04'], () =>
    ruleByRule((rule, rows, original, list) =>
      rule.predicate === 'contains' && list.operation.id === 'listUsers' && rule.field.name === 'firstName'
        ? original(rows, { ...rule, predicate: 'equal', key: rule.condition })
        : undefined,
    ),
  ),
];
