import type { Check } from '../../verifier/check.ts';
import { con01 } from './checks/con-01.ts';
import { con02 } from './checks/con-02.ts';
import { con03 } from './checks/con-03.ts';
import { con04 } from './checks/con-04.ts';
import { con05 } from './checks/con-05.ts';
import { con06 } from './checks/con-06.ts';
import { con07 } from './checks/con-07.ts';
import { con08 } from './checks/con-08.ts';
import { con09 } from './checks/con-09.ts';
import { con10 } from './checks/con-10.ts';
import { con11 } from './checks/con-11.ts';
import { con12 } from './checks/con-12.ts';
import { con13 } from './checks/con-13.ts';
import { con14 } from './checks/con-14.ts';
import { con15 } from './checks/con-15.ts';
import { fil01 } from './checks/fil-01.ts';
import { fil02 } from './checks/fil-02.ts';
import { fil03 } from './checks/fil-03.ts';
import { fil04 } from './checks/fil-04.ts';
import { fil05 } from './checks/fil-05.ts';
import { fil06 } from './checks/fil-06.ts';
import { fil07 } from './checks/fil-07.ts';
import { fil08 } from './checks/fil-08.ts';
import { fil09 } from './checks/fil-09.ts';
import { fil10 } from './checks/fil-10.ts';
import { pag01 } from './checks/pag-01.ts';
import { pag02 } from './checks/pag-02.ts';
import { pag03 } from './checks/pag-03.ts';
import { pag04 } from './checks/pag-04.ts';
import { pag05 } from './checks/pag-05.ts';
import { pag06 } from './checks/pag-06.ts';
import { pag07 } from './checks/pag-07.ts';
import { pag08 } from './checks/pag-08.ts';
import { pag09 } from './checks/pag-09.ts';
import { rel01 } from './checks/rel-01.ts';
import { rel02 } from './checks/rel-02.ts';
import { rel03 } from './checks/rel-03.ts';
import { rel04 } from './checks/rel-04.ts';
import { rel05 } from './checks/rel-05.ts';
import { rel06 } from './checks/rel-06.ts';
import { sec01 } from './checks/sec-01.ts';
import { sec02 } from './checks/sec-02.ts';
import { sec03 } from './checks/sec-03.ts';
import { sec04 } from './checks/sec-04.ts';
import { sec05 } from './checks/sec-05.ts';
import { srt01 } from './checks/srt-01.ts';
import { srt02 } from './checks/srt-02.ts';
import { srt03 } from './checks/srt-03.ts';
import { srt04 } from './checks/srt-04.ts';
import { srt05 } from './checks/srt-05.ts';
import { srt06 } from './checks/srt-06.ts';

/** The contract suite's checks, in the order in which their requests are sent. */
export const contractChecks: readonly Check[] = [
  con01,
  con02,
  con03,
  con04,
  con05,
  con06,
  con07,
  con08,
  con09,
  con10,
  con11,
  con12,
  con13,
  con14,
  con15,
  pag01,
  pag02,
  pag03,
  pag04,
  pag05,
  pag06,
  pag07,
  pag08,
  pag09,
  fil01,
  fil02,
  fil03,
  fil04,
  fil05,
  fil06,
  fil07,
  fil08,
  fil09,
  fil10,
  srt01,
  srt02,
  srt03,
  srt04,
  srt05,
  srt06,
  rel01,
  rel02,
  rel03,
  rel04,
  rel05,
  rel06,
  sec01,
  sec02,
  sec03,
  sec04,
  sec05,
];
