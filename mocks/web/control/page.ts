import { readFileSync } from 'node:fs';

import { Hono } from 'hono';
import { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';

import { asset } from '../../../spec/asset.ts';

const FILES = {
  'control.css': 'text/css; charset=utf-8',
  'control.js': 'text/javascript; charset=utf-8',
  'dom.js': 'text/javascript; charset=utf-8',
  'entry.js': 'text/javascript; charset=utf-8',
  'situations.js': 'text/javascript; charset=utf-8',
  'journal.js': 'text/javascript; charset=utf-8',
  'panels.js': 'text/javascript; charset=utf-8',
} as const;

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    connectSrc: ["'self'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    imgSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
  },
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
});

/** The page holds no data: its script reads the control API, with the token where one is needed. */
const page = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>myITprocess mock: control</title>
      <link rel="icon" href="/portal/assets/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/__mock/assets/control.css" />
      <script type="module" src="/__mock/assets/control.js"></script>
    </head>
    <body>
      <header>
        <h1>myITprocess mock</h1>
        <nav aria-label="Mock">
          <a href="/">API</a> <a href="/portal">Portal</a> <a href="/__mock" aria-current="page">Control</a>
        </nav>
        <div id="clock" class="clock" aria-label="Clock"></div>
      </header>
      <noscript>This page needs JavaScript; /__mock/openapi.yaml describes the same for curl.</noscript>
      <p id="notice" role="status" hidden></p>
      <form id="token" hidden>
        <label>Control token <input type="password" name="token" autocomplete="off" required /></label>
        <button>Use it</button>
      </form>
      <main>
        <section id="providers" aria-labelledby="providers-title">
          <h2 id="providers-title">IT providers</h2>
          <div class="cards"></div>
        </section>
        <section id="journal" aria-labelledby="journal-title">
          <h2 id="journal-title">Requests</h2>
        </section>
        <section id="situations" aria-labelledby="situations-title">
          <h2 id="situations-title">Situations</h2>
        </section>
        <section id="behaviour" aria-labelledby="behaviour-title">
          <h2 id="behaviour-title">Behaviour</h2>
        </section>
      </main>
    </body>
  </html>`;

/** The page and its files. */
export function pageRoutes(): Hono {
  const app = new Hono().get('/', headers, (c) => c.html(page));
  for (const [name, type] of Object.entries(FILES)) {
    app.get(`/assets/${name}`, (c) =>
      c.body(readFileSync(asset(`mocks/web/control/assets/${name}`), 'utf8'), 200, {
        'content-type': type,
        'cache-control': 'no-cache',
      }),
    );
  }
  return app;
}
