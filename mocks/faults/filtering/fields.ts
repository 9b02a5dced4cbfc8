import { fieldOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { blindTo, predicateAs, ruleByRule } from '../support/filters.ts';

/** Faults of the class filtering: filters by a field that select the wrong rows. */
export const filteringFields: readonly Fault[] = [
  {
    id: 'field-ignored',
    class: 'filtering',
    sentence: 'Ignores filters by one field of one operation.',
    clauses: ['FIL-01'],
    hooks: () => blindTo('listUsers', 'lastName'),
  },
  {
    id: 'date-field-ignored',
    class: 'filtering',
    sentence: 'Ignores filters by one date of one operation.',
    clauses: ['FIL-01', 'FIL-03'],
    hooks: () => blindTo('listMeetings', 'endDate'),
  },
  {
    id: 'number-field-ignored',
    class: 'filtering',
    sentence: 'Ignores filters by one number of one operation.',
    clauses: ['FIL-01', 'FIL-03'],
    hooks: () => blindTo('listRecommendations', 'hours'),
  },
  {
    id: 'boolean-reversed',
    class: 'filtering',
    sentence: 'Turns a boolean condition round on one operation.',
    clauses: ['FIL-01'],
    hooks: () =>
      ruleByRule((rule, rows, original, list) => {
        if (list.operation.id !== 'listFindings' || rule.field.name !== 'isArchived') return undefined;
        return original(rows, { ...rule, key: rule.key === 1 ? 0 : 1 });
      }),
  },
  {
    id: 'equal-prefix',
    class: 'filtering',
    sentence: 'Takes texts that begin with the condition for equal.',
    clauses: ['FIL-01'],
    hooks: () =>
      predicateAs('equal', (rule, row) => {
        const value = fieldOf(row, rule.field.member);
        return rule.field.type === 'string' && typeof value === 'string' ? value.startsWith(rule.condition) : undefined;
      }),
  },
  {
    id: 'wrong-column',
    class: 'filtering',
    sentence: 'Looks for a name in the column of the full name, on one operation.',
    clauses: ['FIL-01'],
    hooks: () =>
      ruleByRule((rule, rows, original, list) =>
        list.operation.id === 'listOverdueReviewCategories' && rule.field.name === 'name'
          ? original(rows, { ...rule, field: { ...rule.field, name: 'fullName', member: 'fullName' } })
          : undefined,
      ),
  },
  {
    id: 'equal-date-by-day',
    class: 'filtering',
    sentence: 'Compares dates by their day alone.',
    clauses: ['FIL-01', 'FIL-03'],
    hooks: () =>
      predicateAs('equal', (rule, row) =>
        rule.field.type === 'date'
          ? String(fieldOf(row, rule.field.member)).slice(0, 10) === rule.condition.slice(0, 10)
          : undefined,
      ),
  },
  {
    id: 'fraction-ignored',
    class: 'filtering',
    sentence: 'Reads a fractional condition as a whole number.',
    clauses: ['FIL-01', 'FIL-03'],
    hooks: () =>
      ruleByRule((rule, rows, original) =>
        rule.field.type === 'number' && typeof rule.key === 'number' && rule.predicate !== 'contains'
          ? original(rows, { ...rule, key: Math.trunc(rule.key) })
          : undefined,
      ),
  },
  {
    id: 'equal-finds-nothing',
    class: 'filtering',
    sentence: 'Finds nothing by one id.',
    clauses: ['FIL-01'],
    hooks: () =>
      ruleByRule((rule, _rows, _original, list) =>
        list.operation.id === 'listMeetings' && rule.field.name === 'id' && rule.predicate === 'equal' ? [] : undefined,
      ),
  },
  {
    id: 'equal-takes-nulls',
    class: 'filtering',
    sentence: 'Takes rows without a value for equal to anything.',
    clauses: ['FIL-01'],
    hooks: () => predicateAs('equal', (rule, row) => (fieldOf(row, rule.field.member) === null ? true : undefined)),
  },
  {
    id: 'not-equal-loses-nulls',
    class: 'filtering',
    sentence: 'Loses the rows without a value under notEqual.',
    clauses: ['FIL-02'],
    hooks: () =>
      predicateAs('notEqual', (rule, row) => ((fieldOf(row, rule.field.member) ?? null) === null ? false : undefined)),
  },
  {
    id: 'not-equal-ignored',
    class: 'filtering',
    sentence: 'Keeps every row under notEqual, on one operation.',
    clauses: ['FIL-02'],
    hooks: () => blindTo('listInitiatives', 'title', ['notEqual']),
  },
  {
    id: 'not-equal-lacks-contained',
    class: 'filtering',
    sentence: 'Leaves out what contains the condition under notEqual.',
    clauses: ['FIL-02'],
    hooks: () =>
      predicateAs('notEqual', (rule, row) => {
        const value = fieldOf(row, rule.field.member);
        return typeof value === 'string' && rule.field.type === 'string' ? !value.includes(rule.condition) : undefined;
      }),
  },
  {
    id: 'nested-ignored',
    class: 'filtering',
    sentence: 'Ignores filters by the client of a row, on one operation.',
    clauses: ['FIL-09'],
    hooks: () => blindTo('listInitiatives', 'client.id'),
  },
  {
    id: 'nested-empty',
    class: 'filtering',
    sentence: 'Finds nothing by a nested field, on one operation.',
    clauses: ['FIL-09'],
    hooks: () =>
      ruleByRule((rule, _rows, _original, list) =>
        list.operation.id === 'listFindings' && rule.field.name === 'review.id' && rule.predicate === 'equal'
          ? []
          : undefined,
      ),
  },
  {
    id: 'nested-own-id',
    class: 'filtering',
    sentence: 'Takes the id of the row for the id of its review.',
    clauses: ['FIL-09'],
    hooks: () =>
      ruleByRule((rule, rows, original, list) => {
        if (list.operation.id !== 'listFindings' || rule.field.name !== 'review.id') return undefined;
        return original(rows, { ...rule, field: { ...rule.field, member: 'id' } });
      }),
  },
];
