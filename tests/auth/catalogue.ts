import type { Check } from '../../verifier/check.ts';
import type { Scenario } from '../../verifier/scenario.ts';
import { auth01 } from './checks/auth-01.ts';
import { auth02 } from './checks/auth-02.ts';
import { auth03 } from './checks/auth-03.ts';
import { auth04 } from './checks/auth-04.ts';
import { auth05 } from './checks/auth-05.ts';
import { auth06 } from './checks/auth-06.ts';
import { auth07 } from './checks/auth-07.ts';
import { auth08 } from './checks/auth-08.ts';
import { auth09 } from './checks/auth-09.ts';
import { keyChecks } from './key-checks.ts';
import { docsPage } from './scenarios/docs.ts';
import { keyLife } from './scenarios/key-life.ts';

/** The auth suite's checks, in the order in which their requests are sent. */
export const authChecks: readonly Check[] = [
  auth01,
  auth02,
  auth03,
  auth04,
  auth05,
  auth06,
  auth07,
  auth08,
  auth09,
  ...keyChecks,
];

/** What the auth suite does to the target, in order: the life of keys in the portal, then the Swagger UI page. */
export const authScenarios: readonly Scenario[] = [keyLife, docsPage];
