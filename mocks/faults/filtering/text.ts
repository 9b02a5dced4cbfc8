import type { FilterRule } from '../../data/filter.ts';
import type { ApiRequest } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs, ruleByRule } from '../support/filters.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { rulesIn, valuesOf } from '../support/requests.ts';
import { textAt } from '../support/rows.ts';

/** As LIKE does it in SQL. */
function matches({ predicate, condition }: FilterRule, text: string): boolean {
  const pattern = condition.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*');
  return new RegExp(predicate === 'contains' ? pattern : `^${pattern}$`, 's').test(text);
}

/** As LIKE does it in SQL. */
function matchesOfUnderscoreWildcard({ predicate, condition }: FilterRule, text: string): boolean {
  const pattern = condition.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('_', '.');
  return new RegExp(predicate === 'contains' ? pattern : `^${pattern}$`, 's').test(text);
}

/** Compares with other conditions than were sent. */
const rewriting = (rewrite: (condition: string) => string) =>
  ruleByRule((rule, rows, original) => {
    const condition = rewrite(rule.condition);
    return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
  });

const conditionsIn = (request: ApiRequest) =>
  (rulesIn(valuesOf(request, 'queryFilters')) ?? []).map(({ condition }) => String(condition));

const pattern: Fault = {
  id: 'pattern',
  class: 'filtering',
  sentence: 'Takes conditions for patterns.',
  clauses: ['FIL-08'],
  hooks: () =>
    predicateAs('contains', (rule, row) => {
      try {
        return new RegExp(rule.condition).test(textAt(row, rule.field.member));
      } catch {
        return false;
      }
    }),
};

/** Faults of the class filtering: conditions that are interpreted, not matched. */
export const filteringText: readonly Fault[] = [
  {
    id: 'percent-wildcard',
    class: 'filtering',
    sentence: 'Takes % for any text.',
    clauses: ['FIL-08'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) => {
        const [rule] = rules;
        if (rules.length !== 1 || !rule?.condition.includes('%')) return original(rows, rules, list);
        return rows.filter((row) => matches(rule, textAt(row, rule.field.member)));
      },
    }),
  },
  {
    id: 'underscore-wildcard',
    class: 'filtering',
    sentence: 'Takes _ for any character.',
    clauses: ['FIL-08'],
    hooks: () => ({
      filter: (original) => (rows, rules, list) => {
        const [rule] = rules;
        if (rules.length !== 1 || !rule?.condition.includes('_')) return original(rows, rules, list);
        return rows.filter((row) => matchesOfUnderscoreWildcard(rule, textAt(row, rule.field.member)));
      },
    }),
  },
  {
    id: 'quote-broken',
    class: 'filtering',
    sentence: 'Answers 500 to a condition with a quote in it.',
    clauses: ['FIL-08'],
    hooks: () =>
      changeReplies(
        (_reply, request) => conditionsIn(request).some((condition) => condition.includes("'")),
        (reply) => problem(reply, 500, 'Internal Server Error', 'The query could not be run.'),
      ),
  },
  {
    id: 'plus-is-blank',
    class: 'filtering',
    sentence: 'Decodes conditions twice, so that a plus is a blank.',
    clauses: ['FIL-08'],
    hooks: () =>
      ruleByRule((rule, rows, original) => {
        if (!rule.condition.includes('+')) return undefined;
        const condition = rule.condition.replaceAll('+', ' ');
        return original(rows, { ...rule, condition, key: condition });
      }),
  },
  {
    id: 'decoded-twice',
    class: 'filtering',
    sentence: 'Decodes percent escapes in conditions a second time.',
    clauses: ['FIL-08'],
    hooks: () =>
      ruleByRule((rule, rows, original) => {
        const condition = rule.condition.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
          String.fromCharCode(parseInt(code, 16)),
        );
        return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
      }),
  },
  {
    id: 'ampersand-cut',
    class: 'filtering',
    sentence: 'Cuts a condition off at an ampersand.',
    clauses: ['FIL-08'],
    hooks: () =>
      ruleByRule((rule, rows, original) => {
        const [condition = ''] = rule.condition.split('&');
        return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
      }),
  },
  {
    id: 'non-ascii-lost',
    class: 'filtering',
    sentence: 'Turns letters outside ASCII into question marks.',
    clauses: ['FIL-08'],
    hooks: () =>
      ruleByRule((rule, rows, original) => {
        const condition = rule.condition.replace(/[^ -~]/g, '?');
        return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
      }),
  },
  {
    id: 'condition-trimmed',
    class: 'filtering',
    sentence: 'Takes blanks off the ends of a condition.',
    clauses: ['FIL-08', 'FIL-04'],
    hooks: () => rewriting((condition) => condition.trim()),
  },
  {
    id: 'backslash-escapes',
    class: 'filtering',
    sentence: 'Takes a backslash for an escape, as LIKE does in PostgreSQL and MySQL.',
    clauses: ['FIL-08'],
    hooks: () => rewriting((condition) => condition.replace(/\\(.)/gs, '$1')),
  },
  pattern,
];
