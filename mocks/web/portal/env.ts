import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

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

/** Hands the session's id to the browser: unreadable for scripts, and not sent by other sites. */
export function sendSession(c: PortalContext, session: Session): void {
  const secure = new URL(c.req.url).protocol === 'https:';
  setCookie(c, cookieName(c), session.id, { path: '/portal', httpOnly: true, sameSite: 'Strict', secure });
}

/** Finds or begins the session, and who it belongs to. */
export const openSession =
  ({ state, sessions }: Portal): MiddlewareHandler<PortalEnv> =>
  async (c, next) => {
    const known = sessions.find(getCookie(c, cookieName(c)));
    const session = known ?? sessions.open();
    if (!known) sendSession(c, session);
    c.set('session', session);
    c.set('person', personOf(state.providers, session.username));
    await next();
  };
