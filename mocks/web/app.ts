import { Hono } from 'hono';

import { controlApp } from './control/index.ts';
import type { ControlAccess } from './control/guard.ts';
import { docsApp } from './docs/index.ts';
import { portalApp } from './portal/index.ts';
import type { MockState } from '../state.ts';
import { sharing } from '../store/middleware.ts';

/** Everything that is not the API, for people and harnesses: portal, control side, Swagger UI. */
export function createSite(state: MockState, options: ControlAccess = { host: '127.0.0.1' }): Hono {
  return new Hono()
    .use(sharing(state))
    .route('/portal', portalApp(state, options))
    .route('/__mock', controlApp(state, options))
    .route('/', docsApp(state))
    .notFound((c) =>
      c.text(`There is nothing at ${c.req.path}. Try /, /portal or /__mock.`, 404, {
        'Content-Security-Policy': "default-src 'none'",
        'X-Content-Type-Options': 'nosniff',
      }),
    );
}
