import { Hono } from 'hono';

import type { MockState } from '../state.ts';

/** The portal, mounted at `/portal`. */
export function portalApp(_state: MockState): Hono {
  return new Hono().get('/', (c) => c.text('The portal is not built yet.', 501));
}
