import type { Fault } from '../hooks.ts';
import { cacheHeaderMissing } from './cache-header-missing.ts';
import { cachedWithoutKey } from './cached-without-key.ts';
import { developerPage } from './developer-page.ts';
import { inputAsHtml } from './input-as-html.ts';
import { keyEchoed } from './key-echoed.ts';
import { keyInChallenge } from './key-in-challenge.ts';
import { originReflected } from './origin-reflected.ts';
import { pathShown } from './path-shown.ts';
import { publiclyCacheable } from './publicly-cacheable.ts';
import { sqlShown } from './sql-shown.ts';
import { stackTrace } from './stack-trace.ts';

/** Faults of the class exposure. */
export const exposure: readonly Fault[] = [
  stackTrace,
  sqlShown,
  pathShown,
  developerPage,
  publiclyCacheable,
  cacheHeaderMissing,
  cachedWithoutKey,
  originReflected,
  inputAsHtml,
  keyEchoed,
  keyInChallenge,
];
