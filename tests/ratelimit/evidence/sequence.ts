import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { secondBurst } from './algorithm.ts';
import { allowance } from './allowance.ts';
import { burstFacts } from './bursts.ts';

interface Measured {
  recorder: Recorder;
  limit: number;
  windowMs: number;
}

/**
 * Whether one burst was served more than the limit and another was not. The border of two windows explains it once; workers that
 * do not share their counters explain it as well. If only one burst kept the limit, one more settles it.
 */
export function disagree({ recorder, limit, windowMs }: Measured): boolean {
  const bursts = [
    burstFacts(recorder, STEP.burst1),
    burstFacts(recorder, STEP.again),
    secondBurst({ recorder, windowMs }),
  ];
  const found = bursts.flatMap((burst) => {
    if (burst === undefined) return [];
    if (burst.served > limit + allowance({ limit, windowMs }, burst.seconds * 1000) + 1) return ['broken'];
    return burst.served >= limit - 1 ? ['kept'] : [];
  });
  const broken = found.filter((one) => one === 'broken').length;
  return broken === 1 && found.length <= 2;
}
