import type { Fault } from '../hooks.ts';
import { anyRole } from './any-role.ts';
import { copyBroken } from './copy-broken.ts';
import { deleteCancelActs } from './delete-cancel-acts.ts';
import { deleteUnasked } from './delete-unasked.ts';
import { maskAsLong } from './mask-as-long.ts';
import { maskBothEnds } from './mask-both-ends.ts';
import { maskFive } from './mask-five.ts';
import { maskHalf } from './mask-half.ts';
import { revokeCancelActs } from './revoke-cancel-acts.ts';
import { revokeUnasked } from './revoke-unasked.ts';
import { roleCheckedOnPages } from './role-checked-on-pages.ts';
import { roleTooMany } from './role-too-many.ts';
import { valueCut } from './value-cut.ts';
import { valueInAttribute } from './value-in-attribute.ts';
import { valueInComment } from './value-in-comment.ts';
import { valueInCookie } from './value-in-cookie.ts';
import { valueInHeader } from './value-in-header.ts';
import { valueInLocalStorage } from './value-in-local-storage.ts';
import { valueInSessionStorage } from './value-in-session-storage.ts';
import { valueKeptForBack } from './value-kept-for-back.ts';
import { valueNotShown } from './value-not-shown.ts';
import { valueShownOnceMore } from './value-shown-once-more.ts';
import { valueUnmasked } from './value-unmasked.ts';

/** Faults of the class portal. */
export const portal: readonly Fault[] = [
  valueNotShown,
  copyBroken,
  valueCut,
  valueInAttribute,
  valueInComment,
  valueUnmasked,
  valueShownOnceMore,
  valueInLocalStorage,
  valueInSessionStorage,
  valueInCookie,
  valueInHeader,
  valueKeptForBack,
  maskHalf,
  maskFive,
  maskBothEnds,
  maskAsLong,
  revokeUnasked,
  revokeCancelActs,
  deleteUnasked,
  deleteCancelActs,
  anyRole,
  roleTooMany,
  roleCheckedOnPages,
];
