import type { MiddlewareHandler } from 'hono';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/** Whether an address or host name is this machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** The name in a `Host` header, without its port. */
export const hostName = (host: string): string => host.replace(/:\d+$/, '');

/**
 * Rejects requests that name another host while the mock listens on this machine alone. A web page whose name was made to
 * resolve to 127.0.0.1 could otherwise read the pages behind it.
 */
export const ownHost =
  ({ host }: { readonly host: string }): MiddlewareHandler =>
  async (c, next) => {
    // Node rejects a request of HTTP/1.1 that has none.
    const named = c.req.header('host');
    if (named !== undefined && isLoopback(host) && !isLoopback(hostName(named))) {
      return c.text('Ask for it at 127.0.0.1 or localhost.', 403);
    }
    return next();
  };
