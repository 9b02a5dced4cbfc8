import { use01 } from './use-01.ts';
import { use02 } from './use-02.ts';
import { use03 } from './use-03.ts';
import { use04 } from './use-04.ts';
import { use05 } from './use-05.ts';
import { use06 } from './use-06.ts';
import { use07 } from './use-07.ts';
import { use08 } from './use-08.ts';
import { use09 } from './use-09.ts';
import { use10 } from './use-10.ts';
import { use11 } from './use-11.ts';
import { use12 } from './use-12.ts';
import { use13 } from './use-13.ts';
import { use14 } from './use-14.ts';
import { use15 } from './use-15.ts';
import { use16 } from './use-16.ts';
import { use17 } from './use-17.ts';
import { use18 } from './use-18.ts';
import { use19 } from './use-19.ts';
import type { Rule } from './rule.ts';

/** How each rule of spec/client-rules.yaml is judged; one file each. */
export const RULES: readonly Rule[] = [
  use01,
  use02,
  use03,
  use04,
  use05,
  use06,
  use07,
  use08,
  use09,
  use10,
  use11,
  use12,
  use13,
  use14,
  use15,
  use16,
  use17,
  use18,
  use19,
];
