import { Hono } from 'hono';

import type { MockState } from '../state.ts';

/** Swagger UI, mounted at the root, where the vendor has it. */
export function docsApp(_state: MockState): Hono {
  return new Hono().get('/', (c) => c.text('Swagger UI is not built yet.', 501));
}
