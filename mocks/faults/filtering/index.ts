import type { Fault } from '../hooks.ts';
import { afterHundred } from './after-hundred.ts';
import { afterPaging } from './after-paging.ts';
import { ampersandCut } from './ampersand-cut.ts';
import { andIsOr } from './and-is-or.ts';
import { arrayFirstOnly } from './array-first-only.ts';
import { arrayRefused } from './array-refused.ts';
import { booleanReversed } from './boolean-reversed.ts';
import { conditionTrimmed } from './condition-trimmed.ts';
import { containsEqual } from './contains-equal.ts';
import { containsIgnored } from './contains-ignored.ts';
import { containsPrefix } from './contains-prefix.ts';
import { containsSuffix } from './contains-suffix.ts';
import { containsWords } from './contains-words.ts';
import { dateFieldIgnored } from './date-field-ignored.ts';
import { datesBySecond } from './dates-by-second.ts';
import { datesShifted } from './dates-shifted.ts';
import { decodedTwice } from './decoded-twice.ts';
import { equalDateByDay } from './equal-date-by-day.ts';
import { equalFindsNothing } from './equal-finds-nothing.ts';
import { equalPrefix } from './equal-prefix.ts';
import { equalTakesNulls } from './equal-takes-nulls.ts';
import { fieldIgnored } from './field-ignored.ts';
import { firstRuleOnly } from './first-rule-only.ts';
import { fractionIgnored } from './fraction-ignored.ts';
import { greaterOrEqual } from './greater-or-equal.ts';
import { greaterReversed } from './greater-reversed.ts';
import { lastRuleOnly } from './last-rule-only.ts';
import { lessOrEqualDates } from './less-or-equal-dates.ts';
import { lostUnderAnd } from './lost-under-and.ts';
import { malformedIgnored } from './malformed-ignored.ts';
import { nestedEmpty } from './nested-empty.ts';
import { nestedIgnored } from './nested-ignored.ts';
import { nestedOwnId } from './nested-own-id.ts';
import { nonAsciiLost } from './non-ascii-lost.ts';
import { notEqualIgnored } from './not-equal-ignored.ts';
import { notEqualLacksContained } from './not-equal-lacks-contained.ts';
import { notEqualLosesNulls } from './not-equal-loses-nulls.ts';
import { nullIsZero } from './null-is-zero.ts';
import { numberFieldIgnored } from './number-field-ignored.ts';
import { numbersAsText } from './numbers-as-text.ts';
import { orIsAnd } from './or-is-and.ts';
import { pattern } from './pattern.ts';
import { percentWildcard } from './percent-wildcard.ts';
import { plusIsBlank } from './plus-is-blank.ts';
import { quoteBroken } from './quote-broken.ts';
import { repeatedLastWins } from './repeated-last-wins.ts';
import { underscoreWildcard } from './underscore-wildcard.ts';
import { unknownFieldEmpty } from './unknown-field-empty.ts';
import { unknownFieldIgnored } from './unknown-field-ignored.ts';
import { unknownPredicateIgnored } from './unknown-predicate-ignored.ts';
import { wrongColumn } from './wrong-column.ts';

/** Faults of the class filtering. */
export const filtering: readonly Fault[] = [
  fieldIgnored,
  dateFieldIgnored,
  numberFieldIgnored,
  booleanReversed,
  equalPrefix,
  wrongColumn,
  equalDateByDay,
  fractionIgnored,
  equalFindsNothing,
  equalTakesNulls,
  notEqualLosesNulls,
  notEqualIgnored,
  notEqualLacksContained,
  greaterOrEqual,
  lessOrEqualDates,
  datesShifted,
  datesBySecond,
  numbersAsText,
  nullIsZero,
  greaterReversed,
  containsPrefix,
  containsSuffix,
  containsWords,
  containsIgnored,
  containsEqual,
  andIsOr,
  orIsAnd,
  firstRuleOnly,
  lastRuleOnly,
  lostUnderAnd,
  afterPaging,
  afterHundred,
  unknownFieldIgnored,
  unknownPredicateIgnored,
  malformedIgnored,
  unknownFieldEmpty,
  percentWildcard,
  underscoreWildcard,
  quoteBroken,
  plusIsBlank,
  decodedTwice,
  ampersandCut,
  nonAsciiLost,
  conditionTrimmed,
  pattern,
  nestedIgnored,
  nestedEmpty,
  nestedOwnId,
  arrayFirstOnly,
  repeatedLastWins,
  arrayRefused,
];
