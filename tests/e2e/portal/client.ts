import type { Hono } from 'hono';

import { runtimeOf } from '../../../mocks/engine/runtime.ts';
import type { Fault, FaultHooks } from '../../../mocks/faults/hooks.ts';
import { createSite } from '../../../mocks/web/app.ts';
import { createState } from '../../../mocks/state.ts';
import { ADMIN } from './steps.ts';

/** A portal without a server; `hooks` make the fault `broken`, which is on. */
export async function portal(hooks?: FaultHooks) {
  const broken: Fault = { id: 'broken', class: 'portal', sentence: '', clauses: ['KEY-07'], hooks: () => hooks ?? {} };
  const limit = { requests: 50, windowMs: 60_000 };
  const state = createState(await runtimeOf(), {
    size: 'empty',
    seed: 1,
    limiter: 'fixed-window',
    limit,
    catalogue: [broken],
  });
  if (hooks) state.faults.on('broken');
  return { state, site: createSite(state) };
}

/** A visitor without a browser, who keeps the session's cookie; `cookie` is one from before. */
export function visitor(site: Hono, cookie = '') {
  const send = async (path: string, form?: Record<string, string>) => {
    const response = await site.request(`http://127.0.0.1/portal${path}`, {
      headers: { cookie: cookie.split(';')[0] ?? '' },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    cookie = response.headers.get('set-cookie') ?? cookie;
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const csrf = async (path: string) => /name="csrf" value="([\w-]+)"/.exec((await send(path)).text)?.[1] ?? '';
  return { send, csrf, setCookie: () => cookie };
}

/** A visitor who has signed in as an administrator, and the token of their forms. */
export async function administrator(site: Hono) {
  const visit = visitor(site);
  await visit.send('/sign-in', { 'demo-user': ADMIN, csrf: await visit.csrf('/sign-in') });
  return { ...visit, token: await visit.csrf('') };
}
