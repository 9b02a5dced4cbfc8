import { Hono } from 'hono';

import { controlApp } from './control/index.ts';
import { docsApp } from './docs/index.ts';
import { portalApp } from './portal/index.ts';
import type { MockState } from './state.ts';

/** Everything that is not the API, for people and harnesses: portal, control side, Swagger UI. */
export function createSite(state: MockState): Hono {
  return new Hono()
    .route('/portal', portalApp(state))
    .route('/__mock', controlApp(state))
    .route('/', docsApp(state))
    .notFound((c) => c.text(`There is nothing at ${c.req.path}. Try /, /portal or /__mock.`, 404));
}
