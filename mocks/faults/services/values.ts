import { fieldOf, type Row } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { faultOf } from '../support/row.ts';
import { predicateAs, ruleByRule } from '../support/filters.ts';
import { changeReplies, jsonOf, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';
import { changeEach, textAt } from '../support/rows.ts';
import { afterSorting, sortingBy } from '../support/sorting.ts';

/** Sorts by a part of one field's value, where that field comes first. */
const sortedByPart = (field: string, part: (text: string) => string) =>
  afterSorting((rows, [{ field: first, direction }]) => {
    if (first.name !== field) return rows;
    const key = (row: Row) => part(textAt(row, first.member));
    return rows.toSorted((a, b) => (direction === 'desc' ? -1 : 1) * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  });

/** A row as a column of 255 characters shows it. */
const cutTexts = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, 255).trimEnd() : value,
    ]),
  );

const filtering = faultOf('filtering');
const sorting = faultOf('sorting');
const paging = faultOf('paging');

const ONE_SECOND = 10_000_000n;

/** What comes of comparing a part of a value, or of a query's last part. */
export const servicesValues: readonly Fault[] = [
  filtering(
    'equal-to-one-decimal',
    'Rounds a condition to one decimal under equal, so that a quarter of an hour is not found.',
    ['FIL-01'],
    () =>
      predicateAs('equal', (rule, row) =>
        rule.field.type === 'number'
          ? fieldOf(row, rule.field.member) === Number(Number(rule.condition).toFixed(1))
          : undefined,
      ),
  ),
  filtering(
    'label-by-its-end',
    'Finds every label that ends with the condition under equal, for one field.',
    ['FIL-01'],
    () =>
      predicateAs('equal', (rule, row) =>
        rule.field.name === 'vcioAnswerType' ? textAt(row, rule.field.member).endsWith(rule.condition) : undefined,
      ),
  ),
  filtering('not-equal-by-day', 'Compares dates by their day under notEqual.', ['FIL-02'], () =>
    predicateAs('notEqual', (rule, row) =>
      rule.field.type === 'date'
        ? textAt(row, rule.field.member).slice(0, 10) !== rule.condition.slice(0, 10)
        : undefined,
    ),
  ),
  filtering('earlier-that-second-lost', 'Cuts dates and conditions to seconds under lessThan.', ['FIL-03'], () =>
    ruleByRule((rule, rows, original) =>
      rule.predicate === 'lessThan' && rule.field.type === 'date' && typeof rule.key === 'bigint'
        ? original(rows, { ...rule, key: rule.key - (rule.key % ONE_SECOND) })
        : undefined,
    ),
  ),
  filtering(
    'long-texts-cut',
    'Shows texts cut to 255 characters, and compares conditions with the whole ones.',
    ['FIL-01', 'FIL-08'],
    () => ({
      page: (original) => (rows, query, list) => {
        const found = original(rows, query, list);
        return { ...found, items: found.items.map(cutTexts) };
      },
    }),
  ),
  filtering(
    'condition-composed',
    'Composes letters and accents in conditions, and not in the titles that it stores.',
    ['FIL-08', 'FIL-01'],
    () => ({
      ...changeEach('listMeetings', (row, at) =>
        at % 9 === 2 ? { ...row, title: `Cafe\u0301 ${at} terminals` } : row,
      ),
      ...ruleByRule((rule, rows, original) => {
        const { condition, key } = rule;
        if (rule.field.type !== 'string') return undefined;
        const composed = typeof key === 'string' ? key.normalize('NFC') : key;
        return original(rows, { ...rule, condition: condition.normalize('NFC'), key: composed });
      }),
    }),
  ),
  sorting('names-by-last-word', 'Sorts one name by its last word.', ['SRT-01', 'SRT-02'], () =>
    sortedByPart('assignedVCIO.fullName', (text) => text.slice(text.lastIndexOf(' ') + 1)),
  ),
  sorting('scores-as-text', 'Sorts the score of a client as text.', ['SRT-01', 'SRT-02'], () =>
    sortedByPart('alignmentScore', (text) => text),
  ),
  sorting('third-sorting-rule-lost', 'Sorts by no more than two rules.', ['SRT-04'], () =>
    sortingBy((rules) => rules.slice(0, 2)),
  ),
  paging(
    'skip-in-32-bits',
    'Counts the rows to skip in 32 bits, and serves the first page again where they overflow below zero.',
    ['PAG-06'],
    () => ({
      page: (original) => (rows, query, list) => {
        const skipped = Number(BigInt.asIntN(32, BigInt(query.page - 1) * BigInt(query.pageSize)));
        return original(rows, skipped < 0 ? { ...query, page: 1 } : query, list);
      },
    }),
  ),
  paging(
    'sorted-end-broken',
    'Breaks on a sorted page past the first that is not full.',
    ['FIL-06', 'SRT-01', 'SRT-02', 'SRT-03', 'PAG-02', 'PAG-03'],
    () =>
      changeReplies(
        (reply, request) => {
          if (reply.status !== 200 || valuesOf(request, 'sortingRules').length === 0) return false;
          const { page, pageSize, items } = jsonOf(reply);
          return Number(page) > 1 && Array.isArray(items) && items.length > 0 && items.length < Number(pageSize);
        },
        (reply) => problem(reply, 500, 'Internal Server Error', 'Index was out of range.'),
      ),
  ),
];
