import { Hono } from 'hono';

import type { MockState } from '../state.ts';

/** The control side, mounted at `/__mock`. */
export function controlApp(_state: MockState): Hono {
  return new Hono().get('/', (c) => c.text('The control page is not built yet.', 501));
}
