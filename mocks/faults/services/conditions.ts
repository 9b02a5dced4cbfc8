import { fieldOf, type Row } from '../../data/columns.ts';
import type { FilterRule } from '../../data/filter.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs, ruleByRule } from '../support/filters.ts';
import { textAt } from '../support/rows.ts';

const isText = ({ field }: FilterRule) => field.type === 'string';
const numberIn = (row: Row, { field }: FilterRule) => {
  const value = fieldOf(row, field.member);
  return typeof value === 'number' ? value : undefined;
};
const dayIn = (row: Row, { field }: FilterRule) => textAt(row, field.member).slice(0, 10);

/** What a condition matches whose wildcards stand for these expressions; every other character stands for itself. */
const matching = (condition: string, wildcards: Readonly<Record<string, string>>): string =>
  [...condition].map((one) => wildcards[one] ?? one.replace(/[.*+?^${}()|[\]\\]/, '\\$&')).join('');

/** Single conditions that a database, or what translates queries for one, reads in its own way. */
export const servicesConditions: readonly Fault[] = [
  {
    id: 'turkish-i',
    class: 'filtering',
    sentence: 'Folds the case of texts in the Turkish way and that of conditions in the English one.',
    clauses: ['FIL-04'],
    hooks: () =>
      predicateAs('contains', (rule, row) =>
        textAt(row, rule.field.member).toLocaleLowerCase('tr').includes(rule.condition.toLowerCase()),
      ),
  },
  {
    id: 'lowered-on-one-side',
    class: 'filtering',
    sentence: 'Lowers the case of texts, and not that of the part that is looked for.',
    clauses: ['FIL-04'],
    hooks: () =>
      predicateAs('contains', (rule, row) => textAt(row, rule.field.member).toLowerCase().includes(rule.condition)),
  },
  {
    id: 'class-wildcard',
    class: 'filtering',
    sentence: 'Takes letters in brackets for a class of letters, as LIKE does in SQL Server.',
    clauses: ['FIL-08'],
    hooks: () =>
      predicateAs('contains', (rule, row) => {
        if (!/\[[^\]]+\]/.test(rule.condition)) return undefined;
        const parts = rule.condition.split(/(\[[^\]]+\])/).map((part) => {
          return part.startsWith('[') ? part.replace(/\\/g, '\\\\') : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        });
        try {
          return new RegExp(parts.join(''), 'i').test(textAt(row, rule.field.member));
        } catch {
          return false;
        }
      }),
  },
  {
    id: 'star-wildcard',
    class: 'filtering',
    sentence: 'Takes * for any text, as search engines do.',
    clauses: ['FIL-08'],
    hooks: () =>
      predicateAs('contains', (rule, row) => {
        if (!rule.condition.includes('*')) return undefined;
        return new RegExp(matching(rule.condition, { '*': '.*' }), 's').test(textAt(row, rule.field.member));
      }),
  },
  {
    id: 'like-for-equal',
    class: 'filtering',
    sentence: 'Compares texts by LIKE, so that _ in an equal condition is any character.',
    clauses: ['FIL-08', 'FIL-01'],
    hooks: () =>
      predicateAs('equal', (rule, row) => {
        if (!isText(rule) || !rule.condition.includes('_')) return undefined;
        return new RegExp(`^${matching(rule.condition, { _: '.' })}$`, 's').test(textAt(row, rule.field.member));
      }),
  },
  {
    id: 'like-for-equal-of-roles',
    class: 'filtering',
    sentence: 'Compares the role of a user by LIKE, so that % in an equal condition is any text.',
    clauses: ['FIL-08', 'FIL-01'],
    hooks: () =>
      predicateAs('equal', (rule, row) => {
        if (rule.field.name !== 'roleName' || !/[%_]/.test(rule.condition)) return undefined;
        return new RegExp(`^${matching(rule.condition, { _: '.', '%': '.*' })}$`, 'is').test(
          textAt(row, rule.field.member),
        );
      }),
  },
  {
    id: 'condition-cut-at-thirty',
    class: 'filtering',
    sentence: 'Cuts conditions to the thirty characters of its parameter.',
    clauses: ['FIL-01', 'FIL-08', 'FIL-04'],
    hooks: () =>
      predicateAs('equal', (rule, row) =>
        isText(rule) && rule.condition.length > 30 && !rule.field.name.endsWith('id')
          ? textAt(row, rule.field.member) === rule.condition.slice(0, 30)
          : undefined,
      ),
  },
  {
    id: 'short-part-finds-nothing',
    class: 'filtering',
    sentence: 'Finds nothing by a part of fewer than four letters, as a full-text index does.',
    clauses: ['FIL-04', 'FIL-08'],
    hooks: () => predicateAs('contains', ({ condition }) => (condition.length < 4 ? false : undefined)),
  },
  {
    id: 'index-lags',
    class: 'filtering',
    sentence: 'Filters texts in an index that lacks the rows added last.',
    clauses: ['FIL-01', 'FIL-04'],
    hooks: () =>
      ruleByRule((rule, rows, original) =>
        isText(rule) && rule.predicate !== 'notEqual'
          ? original(rows.slice(0, Math.ceil(rows.length * 0.9)), rule)
          : undefined,
      ),
  },
  {
    id: 'false-is-default',
    class: 'filtering',
    sentence: 'Takes the condition false for none, because it is the default of its type.',
    clauses: ['FIL-01'],
    hooks: () =>
      ruleByRule((rule, rows) =>
        rule.field.type === 'boolean' && rule.predicate === 'equal' && rule.condition.toLowerCase() === 'false'
          ? rows
          : undefined,
      ),
  },
  {
    id: 'zero-is-default',
    class: 'filtering',
    sentence: 'Takes the condition 0 for none, because it is the default of its type.',
    clauses: ['FIL-01', 'FIL-03'],
    hooks: () => ruleByRule((rule, rows) => (rule.key === 0 && rule.field.type === 'number' ? rows : undefined)),
  },
  {
    id: 'label-with-blank-not-found',
    class: 'filtering',
    sentence: 'Finds nothing by a status of two words, because it reads conditions as names in its code.',
    clauses: ['FIL-01'],
    hooks: () =>
      predicateAs('equal', (rule) => (rule.field.name === 'status' && /\s/.test(rule.condition) ? false : undefined)),
  },
  {
    id: 'percent-as-share',
    class: 'filtering',
    sentence: 'Compares scores with a hundredth of the condition.',
    clauses: ['FIL-01', 'FIL-03'],
    hooks: () =>
      ruleByRule((rule, rows) => {
        if (rule.field.name !== 'alignmentScore') return undefined;
        const key = Number(rule.condition) / 100;
        return rows.filter((row) => {
          const value = numberIn(row, rule);
          if (value === undefined) return rule.predicate === 'notEqual';
          if (rule.predicate === 'equal') return value === key;
          if (rule.predicate === 'notEqual') return value !== key;
          return rule.predicate === 'greaterThan' ? value > key : value < key;
        });
      }),
  },
  {
    id: 'decimals-rounded',
    class: 'filtering',
    sentence: 'Rounds both sides of a comparison of numbers to whole ones.',
    clauses: ['FIL-01', 'FIL-03'],
    hooks: () =>
      ruleByRule((rule, rows) => {
        if (rule.field.type !== 'number' || rule.predicate === 'notEqual' || rule.predicate === 'contains')
          return undefined;
        const key = Math.round(Number(rule.condition));
        return rows.filter((row) => {
          const value = numberIn(row, rule);
          if (value === undefined) return false;
          const rounded = Math.round(value);
          if (rule.predicate === 'equal') return rounded === key;
          return rule.predicate === 'greaterThan' ? rounded > key : rounded < key;
        });
      }),
  },
  {
    id: 'budgets-cut-to-whole',
    class: 'filtering',
    sentence: 'Cuts budgets, and what they are compared with, to whole numbers under greaterThan.',
    clauses: ['FIL-03'],
    hooks: () =>
      predicateAs('greaterThan', (rule, row) => {
        const value = numberIn(row, rule);
        if (rule.field.name !== 'budget' || value === undefined) return undefined;
        return Math.trunc(value) > Math.trunc(Number(rule.condition));
      }),
  },
  {
    id: 'later-that-day-lost',
    class: 'filtering',
    sentence: 'Compares the day alone under greaterThan, so that what came later that day is lost.',
    clauses: ['FIL-03'],
    hooks: () =>
      predicateAs('greaterThan', (rule, row) =>
        rule.field.type === 'date' ? dayIn(row, rule) > rule.condition.slice(0, 10) : undefined,
      ),
  },
  {
    id: 'before-end-of-day',
    class: 'filtering',
    sentence: 'Takes lessThan a date for less than the end of its day.',
    clauses: ['FIL-03'],
    hooks: () =>
      predicateAs('lessThan', (rule, row) =>
        rule.field.type === 'date' && dayIn(row, rule) !== ''
          ? dayIn(row, rule) <= rule.condition.slice(0, 10)
          : undefined,
      ),
  },
  {
    id: 'not-equal-of-nested-loses-nulls',
    class: 'filtering',
    sentence: 'Joins the nested table under notEqual, so that rows without a nested object are lost.',
    clauses: ['FIL-02'],
    hooks: () =>
      predicateAs('notEqual', (rule, row) =>
        rule.field.name.includes('.') && (fieldOf(row, rule.field.member) ?? null) === null ? false : undefined,
      ),
  },
  {
    id: 'ids-above-int16',
    class: 'filtering',
    sentence: 'Reads the whole numbers of conditions in sixteen bits.',
    clauses: ['FIL-01', 'FIL-03', 'FIL-09'],
    hooks: () =>
      ruleByRule((rule, rows, original) => {
        if (rule.field.type !== 'integer' || typeof rule.key !== 'number') return undefined;
        const key = (rule.key << 16) >> 16;
        return key === rule.key ? undefined : original(rows, { ...rule, key, condition: String(key) });
      }),
  },
];
