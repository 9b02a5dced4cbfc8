import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

import { asset } from '../../../spec/asset.ts';
import type { MockState } from '../../state.ts';
import { contractFile } from './contract-file.ts';
import { ASSETS, docsPage } from './page.ts';

/** The folder of Swagger UI's own files: the ones that were built into the package, or in a checkout the dependency's. */
function swaggerUi(): string {
  const builtIn = asset('dist/swagger-ui');
  if (!existsSync(asset('tsconfig.json'))) return builtIn;
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}

/** Each file that the page loads: where it is, and its type. */
const FILES: readonly [name: string, path: () => string, type: string][] = [
  ['swagger-ui.css', () => join(swaggerUi(), 'swagger-ui.css'), 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', () => join(swaggerUi(), 'swagger-ui-bundle.js'), 'text/javascript; charset=utf-8'],
  ['docs.css', () => asset('mocks/web/docs/assets/docs.css'), 'text/css; charset=utf-8'],
  ['docs.js', () => asset('mocks/web/docs/assets/docs.js'), 'text/javascript; charset=utf-8'],
  ['icon.svg', () => asset('mocks/web/portal/assets/icon.svg'), 'image/svg+xml'],
];

/** Swagger UI draws its icons from data: URLs in its stylesheet; everything else is this origin's. */
const pageHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    connectSrc: ["'self'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    imgSrc: ["'self'", 'data:'],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
  },
  referrerPolicy: 'same-origin',
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
});

/** Swagger UI at the root, where the vendor has it, and the contract at `/openapi.yaml` and `/openapi.json`. */
export function docsApp(state: MockState): Hono {
  const app = new Hono();
  for (const path of ['/', '/index.html']) app.get(path, pageHeaders, (c) => c.html(docsPage));
  for (const format of ['yaml', 'json'] as const) {
    app.get(`/openapi.${format}`, (c) => {
      const { contract } = state.runtime;
      const baseUrl = new URL(c.req.url).origin + contract.basePath;
      // Tools on other origins may read the contract, as they may read the vendor's; it holds no secret.
      const headers = {
        'Content-Type': `application/${format}; charset=utf-8`,
        'Access-Control-Allow-Origin': '*',
        'Cache-Control': 'no-cache',
      };
      return c.body(contractFile(format, contract, baseUrl, state.faults.wrap('document')), 200, headers);
    });
  }
  for (const [name, path, type] of FILES) {
    const read = once(() => readFileSync(path()));
    app.get(`${ASSETS}/${name}`, (c) => c.body(read(), 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }));
  }
  return app;
}

/** Calls `make` at the first need only: a mock in a test rarely shows its pages. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
