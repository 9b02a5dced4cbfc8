import type { Fault } from '../hooks.ts';
import { deletedBackByName } from './deleted-back-by-name.ts';
import { deletedLives } from './deleted-lives.ts';
import { deletedLivesAMinute } from './deleted-lives-a-minute.ts';
import { deletedRecordStays } from './deleted-record-stays.ts';
import { keysByIdAlone } from './keys-by-id-alone.ts';
import { keysOfAll } from './keys-of-all.ts';
import { newKeyDead } from './new-key-dead.ts';
import { newKeyDeadOneOperation } from './new-key-dead-one-operation.ts';
import { oldValueSurvives } from './old-value-survives.ts';
import { regeneratedByIdAlone } from './regenerated-by-id-alone.ts';
import { regeneratedDead } from './regenerated-dead.ts';
import { regeneratedSame } from './regenerated-same.ts';
import { revokedLives } from './revoked-lives.ts';
import { revokedLivesAMinute } from './revoked-lives-a-minute.ts';
import { revokedLivesBriefly } from './revoked-lives-briefly.ts';
import { revokedRecordGone } from './revoked-record-gone.ts';
import { revokedRecordMasked } from './revoked-record-masked.ts';
import { siblingDies } from './sibling-dies.ts';
import { siblingDiesOnDelete } from './sibling-dies-on-delete.ts';
import { valueCounted } from './value-counted.ts';
import { valueSharedStart } from './value-shared-start.ts';
import { valueShort } from './value-short.ts';
import { valueTwice } from './value-twice.ts';
import { valueUneven } from './value-uneven.ts';
import { valueWithProvider } from './value-with-provider.ts';
import { valueWithTime } from './value-with-time.ts';

/** Faults of the class keys. */
export const keys: readonly Fault[] = [
  newKeyDead,
  newKeyDeadOneOperation,
  valueTwice,
  revokedLivesAMinute,
  revokedLivesBriefly,
  revokedLives,
  revokedRecordGone,
  revokedRecordMasked,
  regeneratedSame,
  regeneratedDead,
  oldValueSurvives,
  deletedLives,
  deletedLivesAMinute,
  deletedRecordStays,
  deletedBackByName,
  siblingDies,
  siblingDiesOnDelete,
  valueShort,
  valueWithProvider,
  valueWithTime,
  valueCounted,
  valueUneven,
  valueSharedStart,
  keysOfAll,
  keysByIdAlone,
  regeneratedByIdAlone,
];
