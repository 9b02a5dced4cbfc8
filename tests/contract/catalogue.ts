import type { Check } from '../harness/check.ts';
import { con01 } from './checks/con-01.ts';
import { con02 } from './checks/con-02.ts';
import { con03 } from './checks/con-03.ts';
import { con04 } from './checks/con-04.ts';
import { fil01 } from './checks/fil-01.ts';
import { pag01 } from './checks/pag-01.ts';
import { pag02 } from './checks/pag-02.ts';
import { pag03 } from './checks/pag-03.ts';
import { srt01 } from './checks/srt-01.ts';

/** The contract suite's checks, in the order in which their questions are asked. */
export const contractChecks: readonly Check[] = [con01, con02, con03, con04, pag01, pag02, pag03, fil01, srt01];
