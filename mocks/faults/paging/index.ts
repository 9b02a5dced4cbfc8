import type { Fault } from '../hooks.ts';
import { borderGap } from './border-gap.ts';
import { borderOverlap } from './border-overlap.ts';
import { defaultLastPage } from './default-last-page.ts';
import { defaultOversized } from './default-oversized.ts';
import { defaultTen } from './default-ten.ts';
import { echoDefault } from './echo-default.ts';
import { echoItems } from './echo-items.ts';
import { echoZeroBased } from './echo-zero-based.ts';
import { lastPageDropped } from './last-page-dropped.ts';
import { lastPagePadded } from './last-page-padded.ts';
import { lateRepeat } from './late-repeat.ts';
import { oversizeClamped } from './oversize-clamped.ts';
import { oversizeOneOperation } from './oversize-one-operation.ts';
import { oversizeServed } from './oversize-served.ts';
import { pageIgnored } from './page-ignored.ts';
import { pageOverflow } from './page-overflow.ts';
import { pageOverflow32Bit } from './page-overflow-32-bit.ts';
import { pageZeroBased } from './page-zero-based.ts';
import { pageZeroBasedOneOperation } from './page-zero-based-one-operation.ts';
import { pastEnd404 } from './past-end-404.ts';
import { pastEndLast } from './past-end-last.ts';
import { pastEndTotal } from './past-end-total.ts';
import { pastEndWraps } from './past-end-wraps.ts';
import { sizeCapped } from './size-capped.ts';
import { sizeIgnored } from './size-ignored.ts';
import { sizeShort } from './size-short.ts';
import { totalIgnoresFilter } from './total-ignores-filter.ts';
import { totalInPages } from './total-in-pages.ts';
import { totalOfPage } from './total-of-page.ts';
import { totalOffByOne } from './total-off-by-one.ts';
import { totalPastPageOne } from './total-past-page-one.ts';

/** Faults of the class paging. */
export const paging: readonly Fault[] = [
  defaultOversized,
  defaultTen,
  defaultLastPage,
  pageZeroBased,
  pageZeroBasedOneOperation,
  borderGap,
  borderOverlap,
  lateRepeat,
  pageIgnored,
  sizeIgnored,
  sizeCapped,
  sizeShort,
  lastPageDropped,
  lastPagePadded,
  echoDefault,
  echoItems,
  echoZeroBased,
  totalOfPage,
  totalIgnoresFilter,
  totalPastPageOne,
  totalOffByOne,
  totalInPages,
  pastEndLast,
  pastEndWraps,
  pastEndTotal,
  pastEnd404,
  oversizeServed,
  oversizeOneOperation,
  oversizeClamped,
  pageOverflow,
  pageOverflow32Bit,
];
