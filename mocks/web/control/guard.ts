import { hash, timingSafeEqual } from 'node:crypto';

import type { MiddlewareHandler } from 'hono';

import { hostName, isLoopback } from '../host-check.ts';
import { problem } from './problem.ts';

export { isLoopback } from '../host-check.ts';

/** What decides who may use the control side. */
export interface ControlAccess {
  /** The address that the mock listens on. */
  readonly host: string;
  readonly controlToken?: string | undefined;
  /** Origins whose pages may use the control side, besides its own. */
  readonly controlOrigins?: readonly string[] | undefined;
}

const sameText = (a: string, b: string) => timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));

/**
 * Who may use the control side: with a token, everybody who sends it; without one, everybody on this machine. A web page of
 * another origin may not: it could make the browser send requests (and, by a name that resolves to 127.0.0.1, read the
 * responses). So `Host` has to be a loopback name and `Origin` our own, or one that the mock was started with.
 */
export function guard({ host, controlToken, controlOrigins = [] }: ControlAccess): MiddlewareHandler {
  return async (c, next) => {
    c.header('cache-control', 'no-store');
    const origin = c.req.header('origin');
    if (origin !== undefined && controlOrigins.includes(origin)) {
      c.header('access-control-allow-origin', origin);
      c.header('vary', 'Origin');
      if (c.req.method === 'OPTIONS') {
        c.header('access-control-allow-methods', 'GET, POST, PUT, DELETE');
        c.header('access-control-allow-headers', 'content-type, authorization');
        return c.body(null, 204);
      }
    } else if (origin !== undefined && origin !== new URL(c.req.url).origin) {
      return problem(
        c,
        403,
        'Forbidden',
        'The control side serves no web page of another origin. Start the mock with --control-origin for yours.',
      );
    }
    if (controlToken !== undefined) {
      const sent = c.req.header('authorization')?.replace(/^Bearer /i, '') ?? '';
      if (sameText(sent, controlToken)) return next();
      c.header('www-authenticate', 'Bearer realm="mock control"');
      return problem(c, 401, 'Unauthorized', 'Send the control token: Authorization: Bearer TOKEN.');
    }
    if (!isLoopback(host)) {
      return problem(c, 403, 'Forbidden', 'Others reach this host: start the mock with a control token to use this.');
    }
    if (!isLoopback(hostName(c.req.header('host') ?? ''))) {
      return problem(c, 403, 'Forbidden', 'Ask for it at 127.0.0.1 or localhost.');
    }
    return next();
  };
}
