import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { formOf, redirect, send, type Call, type Handler } from './server.ts';

const APPS = join(import.meta.dirname, '..', 'apps');
const bundles = new Map<string, Promise<{ js: string; css: string }>>();

/** Bundles a front end with the libraries it is made of, once in a process. */
function bundle(app: string): Promise<{ js: string; css: string }> {
  const known = bundles.get(app) ?? bundled(app);
  bundles.set(app, known);
  return known;
}

async function bundled(app: string): Promise<{ js: string; css: string }> {
  const { outputFiles } = await build({
    entryPoints: [join(APPS, app)],
    ...{ bundle: true, write: false, minify: true, jsx: 'automatic', logLevel: 'error', outdir: 'out' },
    define: {
      'process.env.NODE_ENV': '"production"',
      ...{
        __VUE_OPTIONS_API__: 'true',
        __VUE_PROD_DEVTOOLS__: 'false',
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      },
    },
  });
  return { js: outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '', css: '' };
}

/** Serves a front end that one page runs. @param css style sheet of its library; @param body what the page begins with */
export function singlePage(app: string, { css, body = '' }: { css?: string; body?: string } = {}): Handler {
  return async ({ response, url, site, request }: Call) => {
    if (url.pathname === '/app.js') return send(response, 200, 'text/javascript', (await bundle(app)).js);
    if (url.pathname === '/app.css' && css) return send(response, 200, 'text/css', readFileSync(css, 'utf8'));
    if (request.method !== 'GET' || url.pathname.includes('.')) return false;
    const flags = FLAGS.filter((flag) => site.has(flag)).join(' ');
    const head = `<meta charset="utf-8"><title>Portal</title><meta name="flags" content="${flags}">
      ${css ? '<link rel="stylesheet" href="/app.css">' : ''}<script src="/app.js" defer></script>`;
    return send(
      response,
      200,
      'text/html; charset=utf-8',
      `<!doctype html><html lang="en"><head>${head}</head><body><div id="app"></div>${body}</body></html>`,
    );
  };
}

/** Defects that are the front end's own. */
const FLAGS = [
  ...(['store', 'row-copy', 'window-state', 'copy-mask', 'revoke-cancel-acts', 'delete-cancel-acts'] as const),
  ...(['double-submit', 'revoke-hides', 'unconfirmed', 'any-role'] as const),
];

/** Sign-in at another origin, with a page that wants consent before it leads back. */
export const elsewhere: Handler = async ({ request, response, url, site }) => {
  const { host = '' } = request.headers;
  const port = host.split(':')[1] ?? '';
  if (!host.startsWith('localhost')) {
    if (url.pathname === '/sign-in') return redirect(response, `http://localhost:${port}/authorize`);
    if (url.pathname !== '/callback') return false;
    return redirect(response, '/', { 'set-cookie': `sid=${url.searchParams.get('code')}; HttpOnly; Path=/` });
  }
  const page = (body: string) =>
    send(
      response,
      200,
      'text/html; charset=utf-8',
      `<!doctype html><title>Identity</title><form method="post">${body}</form>`,
    );
  const form = request.method === 'POST' ? await formOf(request) : new URLSearchParams();
  if (form.has('code')) return redirect(response, `http://127.0.0.1:${port}/callback?code=${form.get('code')}`);
  const code = site.signIn(form.get('username') ?? '', form.get('password') ?? '');
  if (code !== undefined)
    return page(
      `<p>The portal wants to know your name.</p><button name="code" value="${code}">Allow</button><button type="button">Deny</button>`,
    );
  return page(
    `<input name="username" placeholder="Email address"><input name="password" type="password" placeholder="Password"><button>Log in</button>`,
  );
};
