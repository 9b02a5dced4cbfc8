import { hash, timingSafeEqual } from 'node:crypto';

import type { MiddlewareHandler } from 'hono';

import { problem } from './problem.ts';

/** What decides who may use the control side. */
export interface ControlAccess {
  /** The address that the mock listens on. */
  readonly host: string;
  readonly controlToken?: string | undefined;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/** Whether an address or host name is this machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

const sameText = (a: string, b: string) => timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
const nameOf = (host: string) => host.replace(/:\d+$/, '');

/**
 * Who may use the control side: with a token, who sends it; without one, whoever is on this machine. A web page of
 * another origin is neither: it could make the browser send requests (and, by a name that resolves to 127.0.0.1, read
 * the answers), so `Host` has to be a loopback name and `Origin` our own.
 */
export function guard({ host, controlToken }: ControlAccess): MiddlewareHandler {
  return async (c, next) => {
    c.header('cache-control', 'no-store');
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== new URL(c.req.url).origin) {
      return problem(c, 403, 'Forbidden', 'The control side answers no web page of another origin.');
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
    if (!isLoopback(nameOf(c.req.header('host') ?? ''))) {
      return problem(c, 403, 'Forbidden', 'Ask for it at 127.0.0.1 or localhost.');
    }
    return next();
  };
}
