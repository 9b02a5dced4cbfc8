import type { Row } from '../../data/columns.ts';
import type { FilterRule, Predicate } from '../../data/filter.ts';
import type { FaultHooks, ListContext } from '../hooks.ts';

/** The rows that one rule keeps in a conforming server. */
type Keep = (rows: readonly Row[], rule: FilterRule) => readonly Row[];

/**
 * Judges each rule by itself and joins the results from left to right, as the conforming filter does. `keep` returns undefined
 * for the rules that it leaves to the conforming filter.
 */
export const ruleByRule = (
  keep: (rule: FilterRule, rows: readonly Row[], original: Keep, list: ListContext) => readonly Row[] | undefined,
): FaultHooks => ({
  filter: (original) => (rows, rules, list) => {
    const alone: Keep = (some, rule) => original(some, [rule], list);
    const kept = rules.map((rule) => new Set(keep(rule, rows, alone, list) ?? alone(rows, rule)));
    const [first, ...rest] = kept;
    if (!first) return rows;
    const joined = rest.reduce(
      (before, set, at) => (rules[at]?.operator === 'or' ? union(before, set) : intersection(before, set)),
      first,
    );
    return rows.filter((row) => joined.has(row));
  },
});

/** Judges the rules of one predicate in another way: `accepts` says which rows they keep. */
export const predicateAs = (
  predicate: Predicate,
  accepts: (rule: FilterRule, row: Row) => boolean | undefined,
): FaultHooks =>
  ruleByRule((rule, rows, original) => {
    if (rule.predicate !== predicate) return undefined;
    const kept = new Set(original(rows, rule));
    return rows.filter((row) => accepts(rule, row) ?? kept.has(row));
  });

/** Takes the rules by a field of a list as if they were not there: every row passes. */
export const blindTo = (operation: string, field: string, predicates?: readonly Predicate[]): FaultHooks =>
  ruleByRule((rule, rows, _original, list) => {
    const blind = list.operation.id === operation && rule.field.name === field;
    return blind && (predicates?.includes(rule.predicate) ?? true) ? rows : undefined;
  });

const union = (a: ReadonlySet<Row>, b: ReadonlySet<Row>) => new Set([...a, ...b]);
const intersection = (a: ReadonlySet<Row>, b: ReadonlySet<Row>) => new Set([...a].filter((row) => b.has(row)));
