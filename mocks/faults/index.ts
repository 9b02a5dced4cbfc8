import type { Fault } from './hooks.ts';
import { auth } from './auth/index.ts';
import { docs } from './docs/index.ts';
import { exposure } from './exposure/index.ts';
import { filtering } from './filtering/index.ts';
import { http } from './http/index.ts';
import { input } from './input/index.ts';
import { keys } from './keys/index.ts';
import { limit } from './limit/index.ts';
import { network } from './network/index.ts';
import { paging } from './paging/index.ts';
import { portal } from './portal/index.ts';
import { relations } from './relations/index.ts';
import { schema } from './schema/index.ts';
import { sorting } from './sorting/index.ts';

/**
 * Defects that servers really have, and that the suites have to find. Each class has a folder and each fault a file, which
 * says what the broken server does and which clauses it breaks. `mitp prove --list` prints them all.
 */
export const FAULTS: readonly Fault[] = [
  ...schema,
  ...http,
  ...paging,
  ...input,
  ...filtering,
  ...sorting,
  ...relations,
  ...auth,
  ...exposure,
  ...keys,
  ...limit,
  ...network,
  ...portal,
  ...docs,
];
