import { KeyMaker } from '../../auth/portal/key-maker.ts';
import type { Run } from '../../../verifier/run.ts';
import type { Scenario } from '../../../verifier/scenario.ts';
import { wallClockAhead } from '../../../verifier/clock.ts';
import { targetOf } from '../run-target.ts';
import { measureLimit } from './measure.ts';
import { JUMPED, MACHINE } from './names.ts';

/** The limit suite's one scenario; its steps are in measure.ts. */
export const limit: Scenario = {
  name: 'limit',
  work: 240,
  groups: ['LIM'],
  async run(run: Run) {
    const keys = run.config.portal === undefined ? undefined : new KeyMaker(run);
    const ahead = wallClockAhead();
    try {
      const served = await measureLimit(targetOf(run, keys));
      if (!served) run.stop('the target did not serve again after its limit was reached (LIM-06)');
    } finally {
      const jumped = Math.abs(wallClockAhead() - ahead);
      run.context.recorder.observe({ scenario: MACHINE, step: JUMPED, fact: JUMPED, value: jumped });
      await keys?.close();
    }
  },
};
