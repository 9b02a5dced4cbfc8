import type { Fault, FaultHooks } from './hooks.ts';
import { faultOf } from './support/row.ts';

type Operation = Readonly<Record<string, unknown>>;

/** Changes one operation of the contract that Swagger UI reads; the others stay. */
const changeOperation = (path: string, change: (operation: Operation) => Operation): FaultHooks => ({
  document: (original) => {
    const item = original.paths[path] ?? {};
    return { ...original, paths: { ...original.paths, [path]: { ...item, get: change(item['get'] as Operation) } } };
  },
});

/** Changes how the contract that Swagger UI reads says that requests are authorised. */
const changeSecurity = (change: (scheme: { type: string; in?: string; name?: string }) => object): FaultHooks => ({
  document: (original) => {
    const schemes = Object.entries(original.components?.securitySchemes ?? {});
    const securitySchemes = Object.fromEntries(
      schemes.map(([name, scheme]) => [name, { ...scheme, ...change(scheme) }]),
    );
    return { ...original, components: { ...original.components, securitySchemes } };
  },
});

const fault = faultOf('docs');

/** Faults of the class docs. */
export const docs: readonly Fault[] = [
  fault('operation-unlisted', 'Does not list one of the operations.', ['DOC-01'], () => ({
    document: (original) => {
      const { '/meetings': _hidden, ...paths } = original.paths;
      return { ...original, paths };
    },
  })),
  fault('operation-elsewhere', 'Lists one of the operations at another path.', ['DOC-01'], () => ({
    document: (original) => {
      const { '/initiatives': item = {}, ...paths } = original.paths;
      return { ...original, paths: { ...paths, '/roadmap/initiatives': item } };
    },
  })),
  fault('authorize-missing', 'Has no Authorize button.', ['DOC-02'], () => ({
    document: (original) => {
      const { securitySchemes: _schemes, ...components } = original.components ?? {};
      return { ...original, components, security: [] };
    },
  })),
  fault('authorize-wrong-header', 'Sends the key in another header than the API reads.', ['DOC-02'], () =>
    changeSecurity(() => ({ name: 'X-Api-Key' })),
  ),
  fault('authorize-in-query', 'Sends the key in the query string.', ['DOC-02'], () =>
    changeSecurity(() => ({ in: 'query', name: 'apiKey' })),
  ),
  fault('server-wrong', 'Sends requests to an address where there is no API.', ['DOC-02'], () => ({
    document: (original) => ({
      ...original,
      servers: (original.servers ?? []).map((server) => ({ ...server, url: server.url.replace(/v1$/, 'v0') })),
    }),
  })),
  fault('parameters-missing', 'Shows no parameters of one operation.', ['DOC-03'], () =>
    changeOperation('/reviews', ({ parameters: _parameters, ...operation }) => operation),
  ),
  fault('responses-missing', 'Shows one response of one operation, and nothing of what is in it.', ['DOC-03'], () =>
    changeOperation('/users', (operation) => ({ ...operation, responses: { 200: { description: 'OK' } } })),
  ),
  fault('examples-missing', 'Shows no example values of one operation.', ['DOC-03'], () =>
    changeOperation('/clients', (operation) => ({
      ...operation,
      responses: {
        200: { description: 'OK', content: { 'application/json': {} } },
        401: { description: 'Unauthorized' },
      },
    })),
  ),
];
