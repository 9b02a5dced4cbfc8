import type { Check } from '../harness/check.ts';
import type { Scene } from '../harness/scene.ts';
import { auth01 } from './checks/auth-01.ts';
import { auth02 } from './checks/auth-02.ts';
import { auth03 } from './checks/auth-03.ts';
import { keyChecks } from './key-checks.ts';
import { docsPage } from './scenes/docs.ts';
import { keyLife } from './scenes/key-life.ts';

/** The auth suite's checks, in the order in which their questions are asked. */
export const authChecks: readonly Check[] = [auth01, auth02, auth03, ...keyChecks];

/** What the auth suite does to the target, in order: the life of keys in the portal, then the Swagger UI page. */
export const authScenes: readonly Scene[] = [keyLife, docsPage];
