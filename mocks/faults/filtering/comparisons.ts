import { fieldOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs, ruleByRule } from '../support/filters.ts';
import { textAt } from '../support/rows.ts';

/** Faults of the class filtering: greater, less and contains. */
export const filteringComparisons: readonly Fault[] = [
  {
    id: 'greater-or-equal',
    class: 'filtering',
    sentence: 'Takes greaterThan for greater or equal.',
    clauses: ['FIL-03'],
    hooks: () =>
      ruleByRule((rule, rows, original) =>
        rule.predicate === 'greaterThan'
          ? [...original(rows, rule), ...original(rows, { ...rule, predicate: 'equal' })]
          : undefined,
      ),
  },
  {
    id: 'less-or-equal-dates',
    class: 'filtering',
    sentence: 'Takes lessThan for less or equal, for dates.',
    clauses: ['FIL-03'],
    hooks: () =>
      ruleByRule((rule, rows, original) =>
        rule.predicate === 'lessThan' && rule.field.type === 'date'
          ? [...original(rows, rule), ...original(rows, { ...rule, predicate: 'equal' })]
          : undefined,
      ),
  },
  {
    id: 'dates-shifted',
    class: 'filtering',
    sentence: 'Reads the dates of conditions in its own time zone.',
    clauses: ['FIL-03'],
    hooks: () =>
      ruleByRule((rule, rows, original) =>
        rule.field.type === 'date' && typeof rule.key === 'bigint'
          ? original(rows, { ...rule, key: rule.key + 36_000_000_000n })
          : undefined,
      ),
  },
  {
    id: 'dates-by-second',
    class: 'filtering',
    sentence: 'Compares dates without their fractions of a second.',
    clauses: ['FIL-03', 'FIL-01'],
    hooks: () =>
      ruleByRule((rule, rows, original) =>
        rule.field.type === 'date' && typeof rule.key === 'bigint'
          ? original(rows, { ...rule, key: rule.key - (rule.key % 10_000_000n) })
          : undefined,
      ),
  },
  {
    id: 'numbers-as-text',
    class: 'filtering',
    sentence: 'Compares numbers as text.',
    clauses: ['FIL-03'],
    hooks: () =>
      ruleByRule((rule, rows) => {
        const numeric = rule.field.type === 'number' || rule.field.type === 'integer';
        if (!numeric || (rule.predicate !== 'greaterThan' && rule.predicate !== 'lessThan')) return undefined;
        return rows.filter((row) => {
          const value = fieldOf(row, rule.field.member);
          if (typeof value !== 'number') return false;
          return rule.predicate === 'greaterThan' ? String(value) > rule.condition : String(value) < rule.condition;
        });
      }),
  },
  {
    id: 'null-is-zero',
    class: 'filtering',
    sentence: 'Takes rows without a value for 0 under lessThan.',
    clauses: ['FIL-03'],
    hooks: () =>
      predicateAs('lessThan', (rule, row) =>
        fieldOf(row, rule.field.member) === null && Number(rule.condition) > 0 ? true : undefined,
      ),
  },
  {
    id: 'greater-reversed',
    class: 'filtering',
    sentence: 'Turns greaterThan and lessThan round for one field.',
    clauses: ['FIL-03'],
    hooks: () =>
      ruleByRule((rule, rows, original, list) => {
        if (list.operation.id !== 'listClients' || rule.field.name !== 'alignmentScore') return undefined;
        if (rule.predicate === 'greaterThan') return original(rows, { ...rule, predicate: 'lessThan' });
        return rule.predicate === 'lessThan' ? original(rows, { ...rule, predicate: 'greaterThan' }) : undefined;
      }),
  },
  {
    id: 'contains-prefix',
    class: 'filtering',
    sentence: 'Takes contains for begins with.',
    clauses: ['FIL-04'],
    hooks: () => predicateAs('contains', (rule, row) => textAt(row, rule.field.member).startsWith(rule.condition)),
  },
  {
    id: 'contains-suffix',
    class: 'filtering',
    sentence: 'Takes contains for ends with, on one operation.',
    clauses: ['FIL-04'],
    hooks: () =>
      ruleByRule((rule, rows, _original, list) =>
        rule.predicate === 'contains' && list.operation.id === 'listMeetings'
          ? rows.filter((row) => textAt(row, rule.field.member).endsWith(rule.condition))
          : undefined,
      ),
  },
  {
    id: 'contains-words',
    class: 'filtering',
    sentence: 'Finds whole words alone.',
    clauses: ['FIL-04'],
    hooks: () =>
      predicateAs('contains', (rule, row) => ` ${textAt(row, rule.field.member)} `.includes(` ${rule.condition} `)),
  },
  {
    id: 'contains-ignored',
    class: 'filtering',
    sentence: 'Ignores contains on one operation.',
    clauses: ['FIL-04'],
    hooks: () =>
      ruleByRule((rule, rows, _original, list) =>
        rule.predicate === 'contains' && list.operation.id === 'listReviews' ? rows : undefined,
      ),
  },
  {
    id: 'contains-equal',
    class: 'filtering',
    sentence: 'Takes contains for equal, for one field.',
    clauses: ['FIL-04'],
    hooks: () =>
      ruleByRule((rule, rows, original, list) =>
        rule.predicate === 'contains' && list.operation.id === 'listUsers' && rule.field.name === 'firstName'
          ? original(rows, { ...rule, predicate: 'equal', key: rule.condition })
          : undefined,
      ),
  },
];
