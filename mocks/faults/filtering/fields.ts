import { fieldOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { blindTo, predicateAs, ruleByRule } from '../support/filters.ts';
import { faultOf } from '../support/row.ts';
import { isNull } from '../support/rows.ts';

const fault = faultOf('filtering');

/** Faults of the class filtering: filters by a field that select the wrong rows. */
export const filteringFields: readonly Fault[] = [
  fault('field-ignored', 'Ignores filters by one field of one operation.', ['FIL-01'], () =>
    blindTo('listUsers', 'lastName'),
  ),
  fault('date-field-ignored', 'Ignores filters by one date of one operation.', ['FIL-01', 'FIL-03'], () =>
    blindTo('listMeetings', 'endDate'),
  ),
  fault('number-field-ignored', 'Ignores filters by one number of one operation.', ['FIL-01', 'FIL-03'], () =>
    blindTo('listRecommendations', 'hours'),
  ),
  fault('boolean-reversed', 'Turns a boolean condition round on one operation.', ['FIL-01'], () =>
    ruleByRule((rule, rows, original, list) => {
      if (list.operation.id !== 'listFindings' || rule.field.name !== 'isArchived') return undefined;
      return original(rows, { ...rule, key: rule.key === 1 ? 0 : 1 });
    }),
  ),
  fault('equal-prefix', 'Takes texts that begin with the condition for equal.', ['FIL-01'], () =>
    predicateAs('equal', (rule, row) => {
      const value = fieldOf(row, rule.field.member);
      return rule.field.type === 'string' && typeof value === 'string' ? value.startsWith(rule.condition) : undefined;
    }),
  ),
  fault('wrong-column', 'Looks for a name in the column of the full name, on one operation.', ['FIL-01'], () =>
    ruleByRule((rule, rows, original, list) =>
      list.operation.id === 'listOverdueReviewCategories' && rule.field.name === 'name'
        ? original(rows, { ...rule, field: { ...rule.field, name: 'fullName', member: 'fullName' } })
        : undefined,
    ),
  ),
  fault('equal-date-by-day', 'Compares dates by their day alone.', ['FIL-01', 'FIL-03'], () =>
    predicateAs('equal', (rule, row) =>
      rule.field.type === 'date'
        ? String(fieldOf(row, rule.field.member)).slice(0, 10) === rule.condition.slice(0, 10)
        : undefined,
    ),
  ),
  fault('fraction-ignored', 'Reads a fractional condition as a whole number.', ['FIL-01', 'FIL-03'], () =>
    ruleByRule((rule, rows, original) =>
      rule.field.type === 'number' && typeof rule.key === 'number' && rule.predicate !== 'contains'
        ? original(rows, { ...rule, key: Math.trunc(rule.key) })
        : undefined,
    ),
  ),
  fault('equal-whole-number', 'Takes numbers with the same whole part for equal.', ['FIL-01'], () =>
    predicateAs('equal', ({ field, key }, row) => {
      const value = fieldOf(row, field.member);
      if (field.type !== 'number' || typeof value !== 'number') return undefined;
      return Math.trunc(value) === Math.trunc(Number(key));
    }),
  ),
  fault('equal-finds-nothing', 'Finds nothing by one id.', ['FIL-01'], () =>
    ruleByRule((rule, _rows, _original, list) =>
      list.operation.id === 'listMeetings' && rule.field.name === 'id' && rule.predicate === 'equal' ? [] : undefined,
    ),
  ),
  fault('equal-takes-nulls', 'Takes rows without a value for equal to anything.', ['FIL-01'], () =>
    predicateAs('equal', (rule, row) => (fieldOf(row, rule.field.member) === null ? true : undefined)),
  ),
  fault('not-equal-loses-nulls', 'Loses the rows without a value under notEqual.', ['FIL-02'], () =>
    predicateAs('notEqual', (rule, row) => (isNull(row, rule.field.member) ? false : undefined)),
  ),
  fault('not-equal-ignored', 'Keeps every row under notEqual, on one operation.', ['FIL-02'], () =>
    blindTo('listInitiatives', 'title', ['notEqual']),
  ),
  fault('not-equal-lacks-contained', 'Leaves out what contains the condition under notEqual.', ['FIL-02'], () =>
    predicateAs('notEqual', (rule, row) => {
      const value = fieldOf(row, rule.field.member);
      return typeof value === 'string' && rule.field.type === 'string' ? !value.includes(rule.condition) : undefined;
    }),
  ),
  fault('nested-ignored', 'Ignores filters by the client of a row, on one operation.', ['FIL-09'], () =>
    blindTo('listInitiatives', 'client.id'),
  ),
  fault('nested-empty', 'Finds nothing by a nested field, on one operation.', ['FIL-09'], () =>
    ruleByRule((rule, _rows, _original, list) =>
      list.operation.id === 'listFindings' && rule.field.name === 'review.id' && rule.predicate === 'equal'
        ? []
        : undefined,
    ),
  ),
  fault('nested-own-id', 'Takes the id of the row for the id of its review.', ['FIL-09'], () =>
    ruleByRule((rule, rows, original, list) => {
      if (list.operation.id !== 'listFindings' || rule.field.name !== 'review.id') return undefined;
      return original(rows, { ...rule, field: { ...rule.field, member: 'id' } });
    }),
  ),
];
