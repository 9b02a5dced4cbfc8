import { fieldOf, type Row } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs, ruleByRule } from '../support/filters.ts';
import { changeReplies, jsonOf, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';
import { textAt } from '../support/rows.ts';
import { afterSorting, sortingBy } from '../support/sorting.ts';

/** Sorts by a part of one field's value, where that field comes first. */
const sortedByPart = (field: string, part: (text: string) => string) =>
  afterSorting((rows, [{ field: first, direction }]) => {
    if (first.name !== field) return rows;
    const key = (row: Row) => part(textAt(row, first.member));
    return rows.toSorted((a, b) => (direction === 'desc' ? -1 : 1) * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  });

const ONE_SECOND = 10_000_000n;

/** What comes of comparing a part of a value, or of a query's last part. */
export const servicesValues: readonly Fault[] = [
  {
    id: 'equal-to-one-decimal',
    class: 'filtering',
    sentence: 'Rounds a condition to one decimal under equal, so that a quarter of an hour is not found.',
    clauses: ['FIL-01'],
    hooks: () =>
      predicateAs('equal', (rule, row) =>
        rule.field.type === 'number'
          ? fieldOf(row, rule.field.member) === Number(Number(rule.condition).toFixed(1))
          : undefined,
      ),
  },
  {
    id: 'label-by-its-end',
    class: 'filtering',
    sentence: 'Finds every label that ends with the condition under equal, for one field.',
    clauses: ['FIL-01'],
    hooks: () =>
      predicateAs('equal', (rule, row) =>
        rule.field.name === 'vcioAnswerType' ? textAt(row, rule.field.member).endsWith(rule.condition) : undefined,
      ),
  },
  {
    id: 'not-equal-by-day',
    class: 'filtering',
    sentence: 'Compares dates by their day under notEqual.',
    clauses: ['FIL-02'],
    hooks: () =>
      predicateAs('notEqual', (rule, row) =>
        rule.field.type === 'date'
          ? textAt(row, rule.field.member).slice(0, 10) !== rule.condition.slice(0, 10)
          : undefined,
      ),
  },
  {
    id: 'earlier-that-second-lost',
    class: 'filtering',
    sentence: 'Cuts dates and conditions to seconds under lessThan.',
    clauses: ['FIL-03'],
    hooks: () =>
      ruleByRule((rule, rows, original) =>
        rule.predicate === 'lessThan' && rule.field.type === 'date' && typeof rule.key === 'bigint'
          ? original(rows, { ...rule, key: rule.key - (rule.key % ONE_SECOND) })
          : undefined,
      ),
  },
  {
    id: 'names-by-last-word',
    class: 'sorting',
    sentence: 'Sorts one name by its last word.',
    clauses: ['SRT-01', 'SRT-02'],
    hooks: () => sortedByPart('assignedVCIO.fullName', (text) => text.slice(text.lastIndexOf(' ') + 1)),
  },
  {
    id: 'scores-as-text',
    class: 'sorting',
    sentence: 'Sorts the score of a client as text.',
    clauses: ['SRT-01', 'SRT-02'],
    hooks: () => sortedByPart('alignmentScore', (text) => text),
  },
  {
    id: 'third-sorting-rule-lost',
    class: 'sorting',
    sentence: 'Sorts by no more than two rules.',
    clauses: ['SRT-04'],
    hooks: () => sortingBy((rules) => rules.slice(0, 2)),
  },
  {
    id: 'skip-in-32-bits',
    class: 'paging',
    sentence: 'Counts the rows to skip in 32 bits, and serves the first page again where they overflow below zero.',
    clauses: ['PAG-06'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const skipped = Number(BigInt.asIntN(32, BigInt(query.page - 1) * BigInt(query.pageSize)));
        return original(rows, skipped < 0 ? { ...query, page: 1 } : query, list);
      },
    }),
  },
  {
    id: 'sorted-end-broken',
    class: 'paging',
    sentence: 'Breaks on a sorted page past the first that is not full.',
    clauses: ['FIL-06', 'SRT-01', 'SRT-02', 'SRT-03', 'PAG-02', 'PAG-03'],
    hooks: () =>
      changeReplies(
        (reply, request) => {
          if (reply.status !== 200 || valuesOf(request, 'sortingRules').length === 0) return false;
          const { page, pageSize, items } = jsonOf(reply);
          return Number(page) > 1 && Array.isArray(items) && items.length > 0 && items.length < Number(pageSize);
        },
        (reply) => problem(reply, 500, 'Internal Server Error', 'Index was out of range.'),
      ),
  },
];
