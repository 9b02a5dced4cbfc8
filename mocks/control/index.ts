import { Hono } from 'hono';

import type { MockState } from '../state.ts';

/** The control side, mounted at `/__mock`. */
export function controlApp(state: MockState): Hono {
  const clock = () => ({ now: new Date(state.clock.now()).toISOString(), frozen: state.clock.frozen });
  return new Hono()
    .get('/clock', (c) => c.json(clock()))
    .post('/clock/advance', async (c) => {
      const { ms } = await c.req.json<{ ms: number }>();
      state.clock.advance(ms);
      return c.json(clock());
    })
    .get('/', (c) => c.text('The control page is not built yet.', 501));
}
