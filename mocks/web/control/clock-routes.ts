import { Hono } from 'hono';

import type { Clock } from '../../clock.ts';
import type { MockState } from '../../state.ts';
import { input } from './input.ts';

/** The clock as JSON shows it. */
export const clockOf = (clock: Clock) => ({ now: new Date(clock.now()).toISOString(), frozen: clock.frozen });

/** Reads and moves the clock. */
export function clockRoutes({ clock }: MockState): Hono {
  return new Hono()
    .get('/', (c) => c.json(clockOf(clock)))
    .post('/advance', async (c) => {
      clock.advance((await input<{ ms: number }>(c, 'Advance')).ms);
      return c.json(clockOf(clock));
    })
    .post('/freeze', (c) => {
      clock.freeze();
      return c.json(clockOf(clock));
    })
    .post('/resume', (c) => {
      clock.resume();
      return c.json(clockOf(clock));
    });
}
