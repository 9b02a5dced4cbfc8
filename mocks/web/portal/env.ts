import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

import type { PortalBehaviour } from '../../faults/hooks.ts';
import type { MockState } from '../../state.ts';
import { personOf, type Person } from './people.ts';
import type { Session, Sessions } from './session.ts';

/** What the portal's handlers find in their context. */
export interface PortalEnv {
  readonly Variables: {
    readonly session: Session;
    /** Undefined on the pages that need no sign-in. */
    readonly person: Person | undefined;
  };
}

/** A request to the portal. */
export type PortalContext = Context<PortalEnv>;

/** What the portal's routes work on. */
export interface Portal {
  readonly state: MockState;
  readonly sessions: Sessions;
  /** How it behaves now; see behaviour.ts. */
  readonly behaviour: () => PortalBehaviour;
}

/** Cookies are shared by all ports of a host: the name keeps two mocks on one machine apart. */
const cookieName = (c: PortalContext) => `mitp_portal_${new URL(c.req.url).port || 'default'}`;

const hidden = (c: PortalContext) =>
  ({ path: '/portal', httpOnly: true, sameSite: 'Lax', secure: new URL(c.req.url).protocol === 'https:' }) as const;

/** Hands the session's id to the browser: unreadable for scripts, and sent by other sites in links alone. */
export function sendSession(c: PortalContext, session: Session): void {
  setCookie(c, cookieName(c), session.id, hidden(c));
}

/** Takes the session's id back from the browser. */
export const forgetSession = (c: PortalContext): void => void deleteCookie(c, cookieName(c), { path: '/portal' });

/** The cookie that protects a sign-in form; nothing is stored before sign-in. */
const visitName = (c: PortalContext) => `${cookieName(c)}_visit`;

function visitor(c: PortalContext, sessions: Sessions): Session {
  const session = sessions.visit(getCookie(c, visitName(c)));
  const fresh = session.csrf !== getCookie(c, visitName(c));
  if (fresh && c.req.method === 'GET' && c.req.path.endsWith('/sign-in')) {
    setCookie(c, visitName(c), session.csrf, hidden(c));
  }
  return session;
}

/** Finds the session and its user. */
export const openSession =
  ({ state, sessions }: Portal): MiddlewareHandler<PortalEnv> =>
  async (c, next) => {
    const session = sessions.find(getCookie(c, cookieName(c))) ?? visitor(c, sessions);
    c.set('session', session);
    c.set('person', personOf(state.providers, session.username));
    await next();
  };
