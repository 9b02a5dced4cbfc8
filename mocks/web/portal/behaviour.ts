import type { MiddlewareHandler } from 'hono';

import type { PortalBehaviour } from '../../faults/hooks.ts';
import type { MockState } from '../../state.ts';
import { ADMINISTRATOR } from './people.ts';

const original: PortalBehaviour = {
  body: (text) => text,
  headers: (headers) => headers,
  mask: ({ masked }) => masked ?? '',
  confirms: () => true,
  cancelKeeps: () => true,
  admits: (role) => role === ADMINISTRATOR,
};

/** The portal's behaviour now, with the active faults. Read it anew for each use. */
export function behaviourOf({ faults }: MockState): () => PortalBehaviour {
  const make = () => faults.wrap('portal')?.(original) ?? original;
  let current = make();
  faults.onChange(() => (current = make()));
  return () => current;
}

/** Lets faults rewrite what is about to be sent; changes nothing while none is on. */
export const rewriteResponses =
  (behaviour: () => PortalBehaviour): MiddlewareHandler =>
  async (c, next) => {
    await next();
    const now = behaviour();
    if (now === original) return;
    const path = c.req.path.replace(/^\/portal/, '') || '/';
    const { status } = c.res;
    const text = now.body(await c.res.text(), path);
    const headers = now.headers(Object.fromEntries(c.res.headers), path);
    c.res = undefined;
    c.res = new Response(text, { status, headers });
  };
