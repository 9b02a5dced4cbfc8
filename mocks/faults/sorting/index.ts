import type { Fault } from '../hooks.ts';
import { datesByDay } from './dates-by-day.ts';
import { descIgnored } from './desc-ignored.ts';
import { descIsAsc } from './desc-is-asc.ts';
import { descIsAscDates } from './desc-is-asc-dates.ts';
import { fieldIgnoredSorting } from './field-ignored-sorting.ts';
import { lastRuleFirst } from './last-rule-first.ts';
import { malformedSortIgnored } from './malformed-sort-ignored.ts';
import { nestedById } from './nested-by-id.ts';
import { noTieBreaker } from './no-tie-breaker.ts';
import { nullsDropped } from './nulls-dropped.ts';
import { nullsTwice } from './nulls-twice.ts';
import { numbersAsTextSorting } from './numbers-as-text-sorting.ts';
import { pageByPage } from './page-by-page.ts';
import { secondRuleIgnored } from './second-rule-ignored.ts';
import { secondRuleUpwards } from './second-rule-upwards.ts';
import { tiesByPage } from './ties-by-page.ts';
import { tiesMerged } from './ties-merged.ts';
import { twoRowsSwapped } from './two-rows-swapped.ts';
import { unknownDirectionUpwards } from './unknown-direction-upwards.ts';
import { unknownSortIgnored } from './unknown-sort-ignored.ts';
import { unsortedPastPageOne } from './unsorted-past-page-one.ts';

/** Faults of the class sorting. */
export const sorting: readonly Fault[] = [
  fieldIgnoredSorting,
  numbersAsTextSorting,
  pageByPage,
  datesByDay,
  unsortedPastPageOne,
  nestedById,
  twoRowsSwapped,
  descIsAsc,
  descIsAscDates,
  descIgnored,
  nullsDropped,
  tiesMerged,
  nullsTwice,
  secondRuleIgnored,
  lastRuleFirst,
  secondRuleUpwards,
  unknownSortIgnored,
  unknownDirectionUpwards,
  malformedSortIgnored,
  tiesByPage,
  noTieBreaker,
];
