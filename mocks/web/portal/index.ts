import { inspect } from 'node:util';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { trimTrailingSlash } from 'hono/trailing-slash';
import { KeyError } from '../../keys/keys.ts';
import type { MockState } from '../../state.ts';
import { ownHost } from '../host-check.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { behaviourOf, rewriteResponses } from './behaviour.ts';
import { openSession, type Portal, type PortalContext, type PortalEnv } from './env.ts';
import { checkForm } from './forms.ts';
import { noStore, pageHeaders } from './headers.ts';
import { PATHS } from './paths.ts';
import type { Person } from './people.ts';
import { show } from './respond.ts';
import { createSessions } from './session.ts';
import { signInRoutes } from './sign-in.ts';
import { readFileSync } from 'node:fs';
import { asset } from '../../../spec/asset.ts';

const signedIn: MiddlewareHandler<PortalEnv> = async (c, next) => {
  if (c.var.person) return next();
  const next_ = c.req.method === 'GET' ? `?next=${encodeURIComponent(c.req.path)}` : '';
  return c.redirect(PATHS.signIn + next_, 303);
};

const administrators =
  ({ behaviour }: Portal): MiddlewareHandler<PortalEnv> =>
  async (c, next) => {
    const { user, provider } = c.var.person as Person;
    if (behaviour().admits(user.role, c.req.method === 'GET' ? 'see' : 'change')) return next();
    const why = `Your role is ${user.role}. Account Settings, with the API keys in it, is for the people of ${provider.name} whose role is IT Provider Admin.`;
    return show(c, 'rejection', { title: 'You may not open Account Settings', why }, 403);
  };

const MAX_FORM = 16 * 1024;
const NO_KEY = 'There is no such API key';

const tooLarge = (c: Context) =>
  show(c as PortalContext, 'rejection', { title: 'This form is too large', why: 'Shorten what you typed.' }, 413);

/** The portal, mounted at `/portal`: where people sign in, and keys are generated, masked, revoked and deleted. */
export function portalApp(state: MockState, options: { readonly host: string } = { host: '127.0.0.1' }): Hono {
  const behaviour = behaviourOf(state);
  const portal: Portal = { state, sessions: createSessions(), behaviour };
  const pages = new Hono<PortalEnv>()
    .onError((error, c) => {
      if (error instanceof KeyError)
        return show(c as PortalContext, 'rejection', { title: NO_KEY, why: error.message }, 404);
      // A client that disconnected while sending a form needs no page.
      if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') return c.body(null, 400);
      process.stderr.write(`${inspect(error)}\n`);
      const why = 'It is an error of the mock, or of a fault that is switched on; the terminal of the mock says which.';
      return show(c as PortalContext, 'rejection', { title: 'The portal could not do that', why }, 500);
    })
    .use(noStore, openSession(portal), bodyLimit({ maxSize: MAX_FORM, onError: tooLarge }), checkForm)
    .route('/', signInRoutes(portal))
    .use(signedIn)
    .get('/', (c) => {
      const { basePath, keyHeader } = state.runtime.contract;
      const { requests, windowMs } = state.limit;
      const baseUrl = new URL(c.req.url).origin + basePath;
      const limit = { requests, seconds: windowMs / 1000 };
      return show(c, 'home', { person: c.var.person as Person, baseUrl, keyHeader, limit });
    })
    .use('/account/*', administrators(portal))
    .get('/account', (c) => show(c, 'settings', { person: c.var.person as Person }))
    .route('/account/api-keys', apiKeyRoutes(portal))
    .all('*', (c) =>
      show(c, 'rejection', { title: 'There is no such page', why: 'The address may be mistyped.' }, 404),
    );
  return new Hono()
    .use(ownHost(options))
    .use(rewriteResponses(behaviour), trimTrailingSlash(), pageHeaders)
    .route('/assets', assetRoutes())
    .route('/', pages);
}

const TYPES = {
  'portal.css': 'text/css; charset=utf-8',
  'portal.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;

/** The stylesheet, the script and the icon, read once. */
function assetRoutes(): Hono {
  const app = new Hono();
  for (const [name, type] of Object.entries(TYPES)) {
    const text = readFileSync(asset(`mocks/web/portal/assets/${name}`), 'utf8');
    app.get(`/${name}`, (c) => c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }));
  }
  return app;
}
