import type { Fault } from '../hooks.ts';
import { always503 } from './always-503.ts';
import { alwaysLimited } from './always-limited.ts';
import { alwaysUnauthorised } from './always-unauthorised.ts';
import { connectionReset } from './connection-reset.ts';
import { flaky500 } from './flaky-500.ts';
import { flaky503 } from './flaky-503.ts';
import { gatewayTimeout } from './gateway-timeout.ts';
import { malformedJson } from './malformed-json.ts';
import { redirect } from './redirect.ts';
import { slow } from './slow.ts';
import { slowNowAndThen } from './slow-now-and-then.ts';
import { truncatedBody } from './truncated-body.ts';

/** Faults of the class network. */
export const network: readonly Fault[] = [
  slow,
  slowNowAndThen,
  flaky503,
  flaky500,
  gatewayTimeout,
  always503,
  alwaysLimited,
  alwaysUnauthorised,
  truncatedBody,
  connectionReset,
  malformedJson,
  redirect,
];
