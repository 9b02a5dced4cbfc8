import { hash, timingSafeEqual } from 'node:crypto';

import type { MiddlewareHandler } from 'hono';

import type { PortalContext, PortalEnv } from './env.ts';
import { show } from './respond.ts';

/** The text that a form sent in this field; empty when it sent none, a file, or what is no form. */
export async function field(c: PortalContext, name: string): Promise<string> {
  // What cannot be read as a form holds no field: it is rejected for want of its token.
  const form = await c.req.parseBody().catch((): Record<string, unknown> => ({}));
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  return typeof value === 'string' ? value : '';
}

const digest = (text: string) => hash('sha256', text, 'buffer');
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

/** Lets a POST through only with the token of its own session, which no other site can read. */
export const checkForm: MiddlewareHandler<PortalEnv> = async (c, next) => {
  if (c.req.method === 'POST' && !same(await field(c, 'csrf'), c.var.session.csrf)) {
    const why = 'It was opened before your present sign-in, or by another site. Open the page again and repeat it.';
    return show(c, 'rejection', { title: 'This form is no longer valid', why }, 403);
  }
  await next();
};
