import { readFileSync } from 'node:fs';

import { Hono } from 'hono';

import { asset } from '../../../spec/asset.ts';

const TYPES = {
  'portal.css': 'text/css; charset=utf-8',
  'portal.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;

/** The stylesheet, the script and the icon, read once. */
export function assetRoutes(): Hono {
  const app = new Hono();
  for (const [name, type] of Object.entries(TYPES)) {
    const text = readFileSync(asset(`mocks/web/portal/assets/${name}`), 'utf8');
    app.get(`/${name}`, (c) => c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }));
  }
  return app;
}
