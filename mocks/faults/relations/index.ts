import type { Fault } from '../hooks.ts';
import { clientUnlisted } from './client-unlisted.ts';
import { configurationsEmpty } from './configurations-empty.ts';
import { configurationsOfAnother } from './configurations-of-another.ts';
import { deactivatedUndated } from './deactivated-undated.ts';
import { endBeforeStart } from './end-before-start.ts';
import { findingIdsStale } from './finding-ids-stale.ts';
import { findingOrphan } from './finding-orphan.ts';
import { idTwice } from './id-twice.ts';
import { initiativeOrphan } from './initiative-orphan.ts';
import { oneSided } from './one-sided.ts';
import { personTwoNames } from './person-two-names.ts';
import { rowTwice } from './row-twice.ts';
import { twoNames } from './two-names.ts';
import { updatedBeforeCreated } from './updated-before-created.ts';

/** Faults of the class relations. */
export const relations: readonly Fault[] = [
  idTwice,
  rowTwice,
  findingOrphan,
  clientUnlisted,
  initiativeOrphan,
  findingIdsStale,
  twoNames,
  personTwoNames,
  oneSided,
  endBeforeStart,
  updatedBeforeCreated,
  deactivatedUndated,
  configurationsOfAnother,
  configurationsEmpty,
];
