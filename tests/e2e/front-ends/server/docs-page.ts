import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadContract, type OpenApiDocument } from '../../../../spec/contract.ts';
import { send, sendJson, type Handler } from './server.ts';

const require = createRequire(import.meta.url);

/** Versions of swagger-ui-dist, by the package that holds each. */
export const VERSIONS = {
  '3.25.0': 'swagger-ui-3-25',
  '3.52.5': 'swagger-ui-3-52',
  '4.1.3': 'swagger-ui-4-1',
  '4.19.1': 'swagger-ui-4-19',
  '5.0.0': 'swagger-ui-5-0',
  '5.17.14': 'swagger-ui-5-17',
  '5.24.2': 'swagger-ui-5-24',
  '5.35.0': 'swagger-ui-dist',
} as const;

export type Version = keyof typeof VERSIONS;

type Change = (document: OpenApiDocument) => object;

interface Setting {
  /** Options of SwaggerUIBundle. */
  options?: object;
  /** What the definition has otherwise. */
  document?: Change;
}

const OTHER = {
  openapi: '3.0.3',
  info: { title: 'Another API', version: '1' },
  paths: { '/pets': { get: { responses: { 200: { description: 'OK' } } } } },
};

/** How people set their pages up; each shows the whole contract. */
export const SETTINGS = {
  'as it comes': {},
  tryItOutEnabled: { options: { tryItOutEnabled: true } },
  'docExpansion none': { options: { docExpansion: 'none' } },
  'docExpansion full': { options: { docExpansion: 'full' } },
  'several schemes': {
    document: (document) => ({
      ...document,
      components: {
        ...document.components,
        securitySchemes: {
          aToken: { type: 'http', scheme: 'bearer' },
          another: { type: 'apiKey', in: 'header', name: 'x-other-key' },
          ...document.components?.securitySchemes,
        },
      },
    }),
  },
  'paths with the prefix': {
    document: (document) => ({
      ...document,
      servers: [{ url: '/' }],
      paths: Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [`/public-api/v1${path}`, item])),
    }),
  },
  'a choice of definitions': {
    options: {
      urls: [
        { url: '/other.json', name: 'Another API' },
        { url: '/openapi.json', name: 'Public API' },
      ],
    },
  },
  'models first': { options: { defaultModelRendering: 'model', filter: true, displayOperationId: true } },
} satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

/** Serves a Swagger UI page of a version, with settings. */
export function docsSite(version: Version, setting: SettingName, change: Change = (document) => document): Handler {
  const folder = dirname(require.resolve(`${VERSIONS[version]}/package.json`));
  const { options = {}, document: own = (document) => document }: Setting = SETTINGS[setting];
  return ({ response, url }) => {
    const name = url.pathname.slice(1);
    if (name === 'other.json') return sendJson(response, 200, OTHER);
    if (name === 'openapi.json') return sendJson(response, 200, change(own(served()) as OpenApiDocument));
    if (/^swagger-ui[\w-]*\.(js|css)$/.test(name))
      return send(
        response,
        200,
        name.endsWith('js') ? 'text/javascript' : 'text/css',
        readFileSync(join(folder, name), 'utf8'),
      );
    if (name !== '') return false;
    const all = JSON.stringify({ url: '/openapi.json', dom_id: '#ui', ...options });
    return send(
      response,
      200,
      'text/html; charset=utf-8',
      `<!doctype html><html><head><meta charset="utf-8"><title>API</title>
      <link rel="stylesheet" href="/swagger-ui.css"></head><body><div id="ui"></div>
      <script src="/swagger-ui-bundle.js"></script><script src="/swagger-ui-standalone-preset.js"></script>
      <script>SwaggerUIBundle({ ...${all}, presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], layout: 'StandaloneLayout' })</script></body></html>`,
    );
  };
}

function served(): OpenApiDocument {
  const { document } = loadContract();
  return { ...document, openapi: '3.0.3', servers: [{ url: '/public-api/v1' }] };
}

/** A page that is no Swagger UI, by what it leaves in the document. */
export const otherPage =
  (markup: string): Handler =>
  ({ response }) =>
    send(response, 200, 'text/html; charset=utf-8', `<!doctype html><title>API</title>${markup}`);
