import { KeyMaker } from '../../auth/portal/key-maker.ts';
import type { Run } from '../../harness/run.ts';
import type { Scene } from '../../harness/scene.ts';
import { targetOf } from '../run-target.ts';
import { measureLimit } from './measure.ts';

/** The limit suite's one scene; its steps are in measure.ts. */
export const limit: Scene = {
  name: 'limit',
  groups: ['LIM'],
  async play(run: Run) {
    const keys = run.config.portal === undefined ? undefined : new KeyMaker(run);
    try {
      const served = await measureLimit(targetOf(run, keys));
      if (!served) run.stop('the target did not serve again after its limit was reached (LIM-06)');
    } finally {
      await keys?.close();
    }
  },
};
