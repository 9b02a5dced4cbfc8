import type { KnownList, Row } from '../../../verifier/model/known-lists.ts';
import type { ListRequest } from '../../../verifier/model/list-request.ts';
import { predictRules } from '../../../verifier/model/rules.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import type { Broken } from './guilty-clause.ts';

/** Rows that a filter alone explains; where filters are joined wrongly, rows come that others leave out, too. */
const SEVERAL = 2;

/**
 * The one filter of several that explains what deviates, as far as a single page tells: the only one that takes a missing row, or
 * leaves out a row that came; or the only one without which the total is the one that came. A request that is not taken apart is
 * told on its clause.
 * @param items the rows of the page that deviates
 * @returns undefined where none or several do
 */
export function suspectRule(
  list: KnownList,
  { filters, page, pageSize }: ListRequest,
  broken: Broken,
  items: readonly Row[],
): FilterRule | undefined {
  const [first] = filters;
  if (filters.length < 2 || !first) return undefined;
  const takes = (row: Row, rule: FilterRule) =>
    predictRules(list.operation, row, [{ ...rule, operator: null }], list.steps);
  if (broken.part === 'filter') {
    const { about } = broken;
    // No row at all: then it is how they are joined.
    if (about && first.operator === 'or' && items.length > 0)
      return onlyOne(filters, (rule) => takes(about, rule) !== 'no');
    const leftOut = items
      .map((row) => filters.filter((rule) => takes(row, rule) === 'no'))
      .filter((by) => by.length > 0);
    const [suspect] = leftOut[0] ?? [];
    const isAlone = leftOut.length >= SEVERAL && leftOut.every((by) => by.length === 1 && by[0] === suspect);
    return first.operator !== 'or' && isAlone ? suspect : undefined;
  }
  // A page that shows all rows of its request tells a wrong total from a wrong filter by itself.
  const isPartly = page > 1 || items.length >= pageSize;
  if (broken.part !== 'total' || !list.complete || !isPartly) return undefined;
  const total = Number(broken.got);
  const taken = (rules: readonly FilterRule[]) => {
    const matches = list.known.map((row) => predictRules(list.operation, row, rules, list.steps));
    return matches.includes('maybe') ? undefined : matches.filter((match) => match === 'yes').length;
  };
  // A total that is one off may be miscounted.
  if (Math.abs((taken(filters) ?? total) - total) < SEVERAL) return undefined;
  return onlyOne(filters, (rule) => taken(filters.filter((one) => one !== rule)) === total);
}

function onlyOne(rules: readonly FilterRule[], test: (rule: FilterRule) => boolean): FilterRule | undefined {
  const found = rules.filter(test);
  return found.length === 1 ? found[0] : undefined;
}
