import type { Fault } from '../hooks.ts';
import { allOpen } from './all-open.ts';
import { anyKey } from './any-key.ts';
import { anyKeyOneOperation } from './any-key-one-operation.ts';
import { caseIgnored } from './case-ignored.ts';
import { challengeMissing } from './challenge-missing.ts';
import { deadKeysWork } from './dead-keys-work.ts';
import { deleted403 } from './deleted-403.ts';
import { emptyAccepted } from './empty-accepted.ts';
import { extendedAccepted } from './extended-accepted.ts';
import { filtersFirst } from './filters-first.ts';
import { firstHalfWins } from './first-half-wins.ts';
import { foreignList } from './foreign-list.ts';
import { foreignParent } from './foreign-parent.ts';
import { foreignRow } from './foreign-row.ts';
import { headerCase } from './header-case.ts';
import { keyInAuthorization } from './key-in-authorization.ts';
import { keyInCookie } from './key-in-cookie.ts';
import { keyInQuery } from './key-in-query.ts';
import { keyRefusedOneOperation } from './key-refused-one-operation.ts';
import { longKeyBroken } from './long-key-broken.ts';
import { nestedOpen } from './nested-open.ts';
import { nonAsciiKeyBroken } from './non-ascii-key-broken.ts';
import { operationOpen } from './operation-open.ts';
import { parametersFirst } from './parameters-first.ts';
import { prefixAccepted } from './prefix-accepted.ts';
import { refused200 } from './refused-200.ts';
import { refusedRedirect } from './refused-redirect.ts';
import { revokedHeader } from './revoked-header.ts';
import { revokedTold } from './revoked-told.ts';
import { secondHalfWins } from './second-half-wins.ts';

/** Faults of the class auth. */
export const auth: readonly Fault[] = [
  operationOpen,
  allOpen,
  nestedOpen,
  refusedRedirect,
  refused200,
  anyKey,
  anyKeyOneOperation,
  prefixAccepted,
  extendedAccepted,
  caseIgnored,
  emptyAccepted,
  keyRefusedOneOperation,
  headerCase,
  keyInQuery,
  keyInCookie,
  keyInAuthorization,
  parametersFirst,
  filtersFirst,
  revokedTold,
  deleted403,
  revokedHeader,
  challengeMissing,
  foreignList,
  foreignRow,
  foreignParent,
  firstHalfWins,
  secondHalfWins,
  longKeyBroken,
  nonAsciiKeyBroken,
  deadKeysWork,
];
