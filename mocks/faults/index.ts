import type { Fault } from './hooks.ts';
import { authKeys } from './auth/keys.ts';
import { authAccess } from './auth/access.ts';
import { authKeyForms } from './auth/key-forms.ts';
import { authOpenWays } from './auth/open-ways.ts';
import { authTenants } from './auth/tenants.ts';
import { revokedInPart } from './auth/revoked.ts';
import { docs } from './docs.ts';
import { exposure } from './exposure.ts';
import { filteringFields } from './filtering/fields.ts';
import { filteringComparisons } from './filtering/comparisons.ts';
import { filteringText } from './filtering/text.ts';
import { filteringRules } from './filtering/rules.ts';
import { httpBodies } from './http/bodies.ts';
import { httpRequests } from './http/requests.ts';
import { unusualResponses } from './http/unusual.ts';
import { input } from './input.ts';
import { keysValues } from './keys/values.ts';
import { keysRevoking } from './keys/revoking.ts';
import { keysPredictable } from './keys/predictable.ts';
import { limitWaiting } from './limit/waiting.ts';
import { limitCounting } from './limit/counting.ts';
import { limitKinds } from './limit/kinds.ts';
import { network } from './network.ts';
import { pagingTotals } from './paging/totals.ts';
import { pagingPages } from './paging/pages.ts';
import { portal } from './portal.ts';
import { relations } from './relations.ts';
import { schema } from './schema.ts';
import { servicesCaches } from './services/caches.ts';
import { servicesConditions } from './services/conditions.ts';
import { servicesErrors } from './services/errors.ts';
import { servicesKeptRows } from './services/kept-rows.ts';
import { servicesMachines } from './services/machines.ts';
import { servicesOrders } from './services/orders.ts';
import { servicesPages } from './services/pages.ts';
import { servicesQueries } from './services/queries.ts';
import { servicesValues } from './services/values.ts';
import { sorting } from './sorting.ts';

/**
 * Defects that servers really have, and that the suites have to find. Each class is a table, or a few; a row
 * says what the broken server does and which clauses it breaks. `mitp prove --list` prints them all.
 */
export const FAULTS: readonly Fault[] = [
  ...schema,
  ...httpBodies,
  ...httpRequests,
  ...unusualResponses,
  ...pagingTotals,
  ...pagingPages,
  ...input,
  ...filteringFields,
  ...filteringComparisons,
  ...filteringText,
  ...filteringRules,
  ...sorting,
  ...relations,
  ...servicesConditions,
  ...servicesQueries,
  ...servicesOrders,
  ...servicesPages,
  ...servicesCaches,
  ...servicesKeptRows,
  ...servicesErrors,
  ...servicesMachines,
  ...servicesValues,
  ...authKeys,
  ...authAccess,
  ...authKeyForms,
  ...authOpenWays,
  ...revokedInPart,
  ...authTenants,
  ...exposure,
  ...keysValues,
  ...keysRevoking,
  ...keysPredictable,
  ...limitWaiting,
  ...limitCounting,
  ...limitKinds,
  ...network,
  ...portal,
  ...docs,
];
