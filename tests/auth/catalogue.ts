import type { Check } from '../harness/check.ts';
import { auth01 } from './checks/auth-01.ts';
import { auth02 } from './checks/auth-02.ts';
import { auth03 } from './checks/auth-03.ts';

/** The auth suite's checks, in the order in which their questions are asked. */
export const authChecks: readonly Check[] = [auth01, auth02, auth03];
