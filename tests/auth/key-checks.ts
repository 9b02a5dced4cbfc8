import type { Check } from '../../verifier/check.ts';
import { key01 } from './checks/key-01.ts';
import { key02 } from './checks/key-02.ts';
import { key03 } from './checks/key-03.ts';
import { key04 } from './checks/key-04.ts';
import { key05 } from './checks/key-05.ts';
import { key06 } from './checks/key-06.ts';
import { key07 } from './checks/key-07.ts';
import { key08 } from './checks/key-08.ts';
import { key09 } from './checks/key-09.ts';
import { key10 } from './checks/key-10.ts';
import { key11 } from './checks/key-11.ts';
import { key12 } from './checks/key-12.ts';
import { key13 } from './checks/key-13.ts';
import { key14 } from './checks/key-14.ts';
import { key15 } from './checks/key-15.ts';
import { key16 } from './checks/key-16.ts';
import { key17 } from './checks/key-17.ts';
import { doc01 } from './checks/doc-01.ts';
import { doc02 } from './checks/doc-02.ts';
import { doc03 } from './checks/doc-03.ts';

/** The checks of keys and of the Swagger UI page, which judge the observations of the scenarios. */
export const keyChecks: readonly Check[] = [
  key01,
  key02,
  key03,
  key04,
  key05,
  key06,
  key07,
  key08,
  key09,
  key10,
  key11,
  key12,
  key13,
  key14,
  key15,
  key16,
  key17,
  doc01,
  doc02,
  doc03,
];
