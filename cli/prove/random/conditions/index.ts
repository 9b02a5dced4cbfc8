import type { Operation } from '../../../../spec/contract.ts';
import type { Dice } from '../dice.ts';
import type { Condition, Make } from './condition.ts';
import { conditionText, filteredByField, filteredByType, manyFilters, predicateAlone, twoFilters } from './filters.ts';
import { filteredAndSorted, filteredByFieldPage, filteredPage, pageAlike, paged, sortedPage } from './pages.ts';
import { manySorts, sortedAlike, sortedByField, sortedByFieldAnd } from './sorts.ts';
import { late, now, whole } from './time.ts';

/** How often each condition is chosen; most are about one part of the request. */
const WEIGHTS: readonly (readonly [number, Make])[] = [
  [5, sortedByField],
  [5, filteredByField],
  [3, twoFilters],
  [2, manyFilters],
  [3, filteredPage],
  [3, sortedPage],
  [3, filteredAndSorted],
  [2, filteredByFieldPage],
  [2, sortedByFieldAnd],
  [2, paged],
  [2, pageAlike],
  [2, manySorts],
  [2, sortedAlike],
  [2, filteredByType],
  [2, conditionText],
  [2, predicateAlone],
  [1, late],
  [1, now],
  [1, whole],
];

/** A random condition on requests for one list. */
export function conditionFor(operation: Operation, dice: Dice): Condition {
  const all = WEIGHTS.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
  return dice.pick(all)(operation, dice);
}
