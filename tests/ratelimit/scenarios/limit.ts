import { KeyMaker } from '../../auth/portal/key-maker.ts';
import type { Run } from '../../../verifier/run.ts';
import type { Scenario } from '../../../verifier/scenario.ts';
import { targetOf } from '../run-target.ts';
import { measureLimit } from './measure.ts';

/** The limit suite's one scenario; its steps are in measure.ts. */
export const limit: Scenario = {
  name: 'limit',
  work: 240,
  groups: ['LIM'],
  async run(run: Run) {
    const keys = run.config.portal === undefined ? undefined : new KeyMaker(run);
    try {
      const served = await measureLimit(targetOf(run, keys));
      if (!served) run.stop('the target did not serve again after its limit was reached (LIM-06)');
    } finally {
      await keys?.close();
    }
  },
};
