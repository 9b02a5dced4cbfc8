import type { Fault } from '../hooks.ts';
import { emptyIsDefault } from './empty-is-default.ts';
import { exponentNotation } from './exponent-notation.ts';
import { filterBroken } from './filter-broken.ts';
import { fractionTruncated } from './fraction-truncated.ts';
import { longTextBroken } from './long-text-broken.ts';
import { numberBroken } from './number-broken.ts';
import { pageNegative } from './page-negative.ts';
import { pageZero } from './page-zero.ts';
import { sizeLeadingDigits } from './size-leading-digits.ts';
import { sizeNegative } from './size-negative.ts';
import { sizeText } from './size-text.ts';
import { sizeZero } from './size-zero.ts';
import { sortingBroken } from './sorting-broken.ts';

/** Faults of the class input. */
export const input: readonly Fault[] = [
  sizeText,
  sizeLeadingDigits,
  exponentNotation,
  sizeZero,
  pageZero,
  pageNegative,
  sizeNegative,
  fractionTruncated,
  emptyIsDefault,
  numberBroken,
  filterBroken,
  sortingBroken,
  longTextBroken,
];
