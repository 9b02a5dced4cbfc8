import type { Fault } from '../hooks.ts';
import { addingRefills } from './adding-refills.ts';
import { byAddress } from './by-address.ts';
import { heavyListsApart } from './heavy-lists-apart.ts';
import { limit25 } from './limit-25.ts';
import { limit49 } from './limit-49.ts';
import { limit51 } from './limit-51.ts';
import { limitDoubled } from './limit-doubled.ts';
import { neverResets } from './never-resets.ts';
import { noLimit } from './no-limit.ts';
import { perKey } from './per-key.ts';
import { perOperation } from './per-operation.ts';
import { race } from './race.ts';
import { refusalCacheable } from './refusal-cacheable.ts';
import { refusalPage } from './refusal-page.ts';
import { refusalsExtend } from './refusals-extend.ts';
import { refusalsSpend } from './refusals-spend.ts';
import { refusedKeysSpend } from './refused-keys-spend.ts';
import { regeneratingRefills } from './regenerating-refills.ts';
import { retryAfterEpoch } from './retry-after-epoch.ts';
import { retryAfterFraction } from './retry-after-fraction.ts';
import { retryAfterMilliseconds } from './retry-after-milliseconds.ts';
import { retryAfterShort } from './retry-after-short.ts';
import { retryAfterStatic } from './retry-after-static.ts';
import { retryAfterWords } from './retry-after-words.ts';
import { revokedKeysSpend } from './revoked-keys-spend.ts';
import { sharedByProviders } from './shared-by-providers.ts';
import { status200 } from './status-200.ts';
import { status403 } from './status-403.ts';
import { status503 } from './status-503.ts';
import { windowHour } from './window-hour.ts';
import { windowLong } from './window-long.ts';
import { windowShort } from './window-short.ts';

/** Faults of the class limit. */
export const limit: readonly Fault[] = [
  noLimit,
  limit49,
  limit51,
  limitDoubled,
  limit25,
  perKey,
  perOperation,
  heavyListsApart,
  sharedByProviders,
  byAddress,
  neverResets,
  refusalsExtend,
  refusalsSpend,
  windowShort,
  windowLong,
  windowHour,
  regeneratingRefills,
  addingRefills,
  refusedKeysSpend,
  revokedKeysSpend,
  race,
  status503,
  status200,
  status403,
  retryAfterEpoch,
  retryAfterStatic,
  retryAfterShort,
  retryAfterMilliseconds,
  retryAfterWords,
  retryAfterFraction,
  refusalCacheable,
  refusalPage,
];
