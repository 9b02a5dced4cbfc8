import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';

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
    .onError((error, c) => {
      if (error instanceof HTTPException) return error.getResponse();
      // A form that no parser reads, or one whose sender left: without this, a stack trace goes to the terminal.
      return c.text('This request cannot be read.', 400, { 'X-Content-Type-Options': 'nosniff' });
    })
    .notFound((c) =>
      c.text(
        `There is nothing at ${c.req.path}. The API is at ${state.runtime.contract.basePath}; pages are at /, /portal and /__mock.`,
        404,
        {
          'Content-Security-Policy': "default-src 'none'",
          'X-Content-Type-Options': 'nosniff',
        },
      ),
    );
}
