import type { MiddlewareHandler } from 'hono';

import type { MockState } from '../state.ts';
import { StoreError } from './store.ts';

/**
 * Pages and the control side on replicas that share a store. Before a page is drawn, changes of other replicas are loaded;
 * changes by a form or call are written before the response, so that no replica serves a revoked key.
 */
export function sharing(state: MockState): MiddlewareHandler {
  return async (c, next) => {
    const { store } = state;
    if (!store) return next();
    try {
      if (c.req.method === 'GET' || c.req.method === 'HEAD') {
        await store.refresh();
        if (c.req.path.startsWith('/__mock')) await store.look(state.providers.list().map(({ id }) => id));
        return await next();
      }
      await store.change(async () => {
        await next();
        if (c.req.path.startsWith('/__mock')) await store.look(state.providers.list().map(({ id }) => id));
      });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const body = { title: 'The shared store of this mock does not respond', status: 503, detail: error.message };
      const headers = { 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '1' };
      c.res = new Response(JSON.stringify(body), { status: 503, headers });
    }
  };
}
