import type { ApiRequest } from '../../types.ts';
import type { Fault, FaultHooks } from '../hooks.ts';
import { predicateAs, ruleByRule } from '../support/filters.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { rulesIn, valuesOf } from '../support/requests.ts';
import { isNull, textAt } from '../support/rows.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('filtering');

/** Takes a wildcard of SQL's LIKE for what it stands for, where the only rule has one. */
const liking = (wildcard: string, meaning: string): FaultHooks => ({
  filter: (original) => (rows, rules, list) => {
    const [rule] = rules;
    if (rules.length !== 1 || !rule?.condition.includes(wildcard)) return original(rows, rules, list);
    const pattern = rule.condition.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(wildcard, meaning);
    const like = new RegExp(rule.predicate === 'contains' ? pattern : `^${pattern}$`, 's');
    return rows.filter((row) => like.test(textAt(row, rule.field.member)));
  },
});

/** Compares with other conditions than were sent. */
const rewriting = (rewrite: (condition: string) => string) =>
  ruleByRule((rule, rows, original) => {
    const condition = rewrite(rule.condition);
    return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
  });

const conditionsIn = (request: ApiRequest) =>
  (rulesIn(valuesOf(request, 'queryFilters')) ?? []).map(({ condition }) => String(condition));

/** Faults of the class filtering: conditions that are interpreted, not matched. */
export const filteringText: readonly Fault[] = [
  fault('percent-wildcard', 'Takes % for any text.', ['FIL-08'], () => liking('%', '.*')),
  fault('underscore-wildcard', 'Takes _ for any character.', ['FIL-08'], () => liking('_', '.')),
  fault('quote-broken', 'Returns 500 for a condition with a quote in it.', ['FIL-08'], () =>
    changeReplies(
      (_reply, request) => conditionsIn(request).some((condition) => condition.includes("'")),
      (reply) => problem(reply, 500, 'Internal Server Error', 'The query could not be run.'),
    ),
  ),
  fault('plus-is-blank', 'Decodes conditions twice, so that a plus is a blank.', ['FIL-08'], () =>
    ruleByRule((rule, rows, original) => {
      if (!rule.condition.includes('+')) return undefined;
      const condition = rule.condition.replaceAll('+', ' ');
      return original(rows, { ...rule, condition, key: condition });
    }),
  ),
  fault('decoded-twice', 'Decodes percent escapes in conditions a second time.', ['FIL-08'], () =>
    ruleByRule((rule, rows, original) => {
      const condition = rule.condition.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      );
      return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
    }),
  ),
  fault('ampersand-cut', 'Cuts a condition off at an ampersand.', ['FIL-08'], () =>
    ruleByRule((rule, rows, original) => {
      const [condition = ''] = rule.condition.split('&');
      return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
    }),
  ),
  fault('contains-cut-at-comma', 'Cuts a condition of contains off at a comma.', ['FIL-08', 'FIL-04'], () =>
    ruleByRule((rule, rows, original) => {
      const [condition = ''] = rule.condition.split(',');
      if (rule.predicate !== 'contains' || condition === rule.condition) return undefined;
      return original(rows, { ...rule, condition, key: condition });
    }),
  ),
  fault('brackets-removed', 'Takes brackets out of a condition.', ['FIL-08', 'FIL-01', 'FIL-04'], () =>
    rewriting((condition) => condition.replace(/[(){}]/g, '')),
  ),
  fault('non-ascii-lost', 'Turns letters outside ASCII into question marks.', ['FIL-08'], () =>
    ruleByRule((rule, rows, original) => {
      const condition = rule.condition.replace(/[^ -~]/g, '?');
      return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
    }),
  ),
  fault('null-as-word', 'Finds rows without a value by contains "null".', ['FIL-04'], () =>
    predicateAs('contains', (rule, row) =>
      rule.condition.toLowerCase() === 'null' && isNull(row, rule.field.member) ? true : undefined,
    ),
  ),
  fault('condition-trimmed', 'Takes blanks off the ends of a condition.', ['FIL-08', 'FIL-04'], () =>
    rewriting((condition) => condition.trim()),
  ),
  fault('backslash-escapes', 'Takes a backslash for an escape, as LIKE does in PostgreSQL and MySQL.', ['FIL-08'], () =>
    rewriting((condition) => condition.replace(/\\(.)/gs, '$1')),
  ),
  fault('pattern', 'Takes conditions for patterns.', ['FIL-08'], () =>
    predicateAs('contains', (rule, row) => {
      try {
        return new RegExp(rule.condition).test(textAt(row, rule.field.member));
      } catch {
        return false;
      }
    }),
  ),
];
