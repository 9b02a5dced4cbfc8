import { Hono } from 'hono';

import { forgetSession, sendSession, type Portal, type PortalContext, type PortalEnv } from './env.ts';
import { field } from './forms.ts';
import { PATHS } from './paths.ts';
import { DEMO_PASSWORD, personOf } from './people.ts';
import { show } from './respond.ts';

/** A page of this portal to go to after signing in; anything else, such as another site, becomes the start page. */
const ownPage = (path = '') => (/^\/portal(\/[\w-]+)*$/.test(path) ? path : PATHS.home);

/** Signing in and out. */
export function signInRoutes({ state, sessions }: Portal): Hono<PortalEnv> {
  const { providers } = state;
  const form = (c: PortalContext, next: string, rejected: { username?: string; problem?: string } = {}) =>
    show(c, 'signIn', { providers: providers.list(), next, ...rejected }, rejected.problem ? 403 : 200);

  return new Hono<PortalEnv>()
    .get('/sign-in', (c) => (c.var.person ? c.redirect(PATHS.home, 303) : form(c, ownPage(c.req.query('next')))))
    .post('/sign-in', async (c) => {
      const next = ownPage(await field(c, 'next'));
      const chosen = await field(c, 'demo-user');
      const username = chosen || (await field(c, 'username')).trim();
      const allowed = chosen !== '' || (await field(c, 'password')) === DEMO_PASSWORD;
      if (!allowed || !personOf(providers, username)) {
        return form(c, next, { username, problem: 'This username and password do not go together.' });
      }
      sendSession(c, sessions.signIn(c.var.session, username));
      return c.redirect(next, 303);
    })
    .post('/sign-out', (c) => {
      sessions.end(c.var.session);
      forgetSession(c);
      return c.redirect(PATHS.signIn, 303);
    });
}
