import type { Fault } from '../hooks.ts';
import { answerTypeAsCode } from './answer-type-as-code.ts';
import { arrayAsText } from './array-as-text.ts';
import { arrayNullWhenEmpty } from './array-null-when-empty.ts';
import { booleanAsNumber } from './boolean-as-number.ts';
import { booleanAsText } from './boolean-as-text.ts';
import { columnNeverFilled } from './column-never-filled.ts';
import { dateImpossible } from './date-impossible.ts';
import { dateUnix } from './date-unix.ts';
import { dateUs } from './date-us.ts';
import { envelopeExtended } from './envelope-extended.ts';
import { fractionalId } from './fractional-id.ts';
import { idAsText } from './id-as-text.ts';
import { memberCase } from './member-case.ts';
import { memberOmitted } from './member-omitted.ts';
import { memberOmittedRarely } from './member-omitted-rarely.ts';
import { memberRenamed } from './member-renamed.ts';
import { nestedColumn } from './nested-column.ts';
import { nestedMemberOmitted } from './nested-member-omitted.ts';
import { newColumn } from './new-column.ts';
import { newColumnRarely } from './new-column-rarely.ts';
import { nullObjectEmpty } from './null-object-empty.ts';
import { nullWhereForbidden } from './null-where-forbidden.ts';
import { nullWhereForbiddenRarely } from './null-where-forbidden-rarely.ts';
import { numberAsText } from './number-as-text.ts';
import { priorityLowerCase } from './priority-lower-case.ts';
import { roleUndeclared } from './role-undeclared.ts';
import { spellingMended } from './spelling-mended.ts';
import { statusUndeclared } from './status-undeclared.ts';
import { textAsNumber } from './text-as-number.ts';
import { uuidBraced } from './uuid-braced.ts';

/** Faults of the class schema. */
export const schema: readonly Fault[] = [
  memberOmitted,
  memberOmittedRarely,
  nestedMemberOmitted,
  numberAsText,
  idAsText,
  textAsNumber,
  fractionalId,
  booleanAsNumber,
  booleanAsText,
  nullWhereForbidden,
  nullWhereForbiddenRarely,
  arrayNullWhenEmpty,
  nullObjectEmpty,
  dateUs,
  dateUnix,
  dateImpossible,
  uuidBraced,
  spellingMended,
  arrayAsText,
  newColumn,
  newColumnRarely,
  nestedColumn,
  envelopeExtended,
  memberRenamed,
  memberCase,
  statusUndeclared,
  roleUndeclared,
  answerTypeAsCode,
  priorityLowerCase,
  columnNeverFilled,
];
