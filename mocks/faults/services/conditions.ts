import { fieldOf, type Row } from '../../data/columns.ts';
import type { FilterRule } from '../../data/filter.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs, ruleByRule } from '../support/filters.ts';
import { textAt, isNull } from '../support/rows.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('filtering');

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
  fault(
    'turkish-i',
    'Folds the case of texts in the Turkish way and that of conditions in the English one.',
    ['FIL-04'],
    () =>
      predicateAs('contains', (rule, row) =>
        textAt(row, rule.field.member).toLocaleLowerCase('tr').includes(rule.condition.toLowerCase()),
      ),
  ),
  fault(
    'lowered-on-one-side',
    'Lowers the case of texts, and not that of the part that is looked for.',
    ['FIL-04'],
    () => predicateAs('contains', (rule, row) => textAt(row, rule.field.member).toLowerCase().includes(rule.condition)),
  ),
  fault(
    'class-wildcard',
    'Takes letters in brackets for a class of letters, as LIKE does in SQL Server.',
    ['FIL-08'],
    () =>
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
  ),
  fault('star-wildcard', 'Takes * for any text, as search engines do.', ['FIL-08'], () =>
    predicateAs('contains', (rule, row) => {
      if (!rule.condition.includes('*')) return undefined;
      return new RegExp(matching(rule.condition, { '*': '.*' }), 's').test(textAt(row, rule.field.member));
    }),
  ),
  fault(
    'like-for-equal',
    'Compares texts by LIKE, so that _ in an equal condition is any character.',
    ['FIL-08', 'FIL-01'],
    () =>
      predicateAs('equal', (rule, row) => {
        if (!isText(rule) || !rule.condition.includes('_')) return undefined;
        return new RegExp(`^${matching(rule.condition, { _: '.' })}$`, 's').test(textAt(row, rule.field.member));
      }),
  ),
  fault(
    'like-for-equal-of-roles',
    'Compares the role of a user by LIKE, so that % in an equal condition is any text.',
    ['FIL-08', 'FIL-01'],
    () =>
      predicateAs('equal', (rule, row) => {
        if (rule.field.name !== 'roleName' || !/[%_]/.test(rule.condition)) return undefined;
        return new RegExp(`^${matching(rule.condition, { _: '.', '%': '.*' })}$`, 'is').test(
          textAt(row, rule.field.member),
        );
      }),
  ),
  fault(
    'condition-cut-at-thirty',
    'Cuts conditions to the thirty characters of its parameter.',
    ['FIL-01', 'FIL-08', 'FIL-04'],
    () =>
      predicateAs('equal', (rule, row) =>
        isText(rule) && rule.condition.length > 30 && !rule.field.name.endsWith('id')
          ? textAt(row, rule.field.member) === rule.condition.slice(0, 30)
          : undefined,
      ),
  ),
  fault(
    'short-part-finds-nothing',
    'Finds nothing by a part of fewer than four letters, as a full-text index does.',
    ['FIL-04', 'FIL-08'],
    () => predicateAs('contains', ({ condition }) => (condition.length < 4 ? false : undefined)),
  ),
  fault('index-lags', 'Filters texts in an index that lacks the rows added last.', ['FIL-01', 'FIL-04'], () =>
    ruleByRule((rule, rows, original) =>
      isText(rule) && rule.predicate !== 'notEqual'
        ? original(rows.slice(0, Math.ceil(rows.length * 0.9)), rule)
        : undefined,
    ),
  ),
  fault(
    'false-is-default',
    'Takes the condition false for none, because it is the default of its type.',
    ['FIL-01'],
    () =>
      ruleByRule((rule, rows) =>
        rule.field.type === 'boolean' && rule.predicate === 'equal' && rule.condition.toLowerCase() === 'false'
          ? rows
          : undefined,
      ),
  ),
  fault(
    'zero-is-default',
    'Takes the condition 0 for none, because it is the default of its type.',
    ['FIL-01', 'FIL-03'],
    () => ruleByRule((rule, rows) => (rule.key === 0 && rule.field.type === 'number' ? rows : undefined)),
  ),
  fault(
    'label-with-blank-not-found',
    'Finds nothing by a status of two words, because it reads conditions as names in its code.',
    ['FIL-01'],
    () =>
      predicateAs('equal', (rule) => (rule.field.name === 'status' && /\s/.test(rule.condition) ? false : undefined)),
  ),
  fault('percent-as-share', 'Compares scores with a hundredth of the condition.', ['FIL-01', 'FIL-03'], () =>
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
  ),
  fault('decimals-rounded', 'Rounds both sides of a comparison of numbers to whole ones.', ['FIL-01', 'FIL-03'], () =>
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
  ),
  fault(
    'budgets-cut-to-whole',
    'Cuts budgets, and what they are compared with, to whole numbers under greaterThan.',
    ['FIL-03'],
    () =>
      predicateAs('greaterThan', (rule, row) => {
        const value = numberIn(row, rule);
        if (rule.field.name !== 'budget' || value === undefined) return undefined;
        return Math.trunc(value) > Math.trunc(Number(rule.condition));
      }),
  ),
  fault(
    'later-that-day-lost',
    'Compares the day alone under greaterThan, so that what came later that day is lost.',
    ['FIL-03'],
    () =>
      predicateAs('greaterThan', (rule, row) =>
        rule.field.type === 'date' ? dayIn(row, rule) > rule.condition.slice(0, 10) : undefined,
      ),
  ),
  fault('before-end-of-day', 'Takes lessThan a date for less than the end of its day.', ['FIL-03'], () =>
    predicateAs('lessThan', (rule, row) =>
      rule.field.type === 'date' && dayIn(row, rule) !== ''
        ? dayIn(row, rule) <= rule.condition.slice(0, 10)
        : undefined,
    ),
  ),
  fault(
    'not-equal-of-nested-loses-nulls',
    'Joins the nested table under notEqual, so that rows without a nested object are lost.',
    ['FIL-02'],
    () =>
      predicateAs('notEqual', (rule, row) =>
        rule.field.name.includes('.') && isNull(row, rule.field.member) ? false : undefined,
      ),
  ),
  fault(
    'ids-above-int16',
    'Reads the whole numbers of conditions in sixteen bits.',
    ['FIL-01', 'FIL-03', 'FIL-09'],
    () =>
      ruleByRule((rule, rows, original) => {
        if (rule.field.type !== 'integer' || typeof rule.key !== 'number') return undefined;
        const key = (rule.key << 16) >> 16;
        return key === rule.key ? undefined : original(rows, { ...rule, key, condition: String(key) });
      }),
  ),
];
