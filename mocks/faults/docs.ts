import type { Fault } from './hooks.ts';
import { changeOperation, changeSecurity } from './support/docs.ts';

/** Faults of the class docs. */
export const docs: readonly Fault[] = [
  {
    id: 'operation-unlisted',
    class: 'docs',
    sentence: 'Does not list one of the operations.',
    clauses: ['DOC-01'],
    hooks: () => ({
      document: (original) => {
        const { '/meetings': _hidden, ...paths } = original.paths;
        return { ...original, paths };
      },
    }),
  },
  {
    id: 'operation-elsewhere',
    class: 'docs',
    sentence: 'Lists one of the operations at another path.',
    clauses: ['DOC-01'],
    hooks: () => ({
      document: (original) => {
        const { '/initiatives': item = {}, ...paths } = original.paths;
        return { ...original, paths: { ...paths, '/roadmap/initiatives': item } };
      },
    }),
  },
  {
    id: 'authorize-missing',
    class: 'docs',
    sentence: 'Has no Authorize button.',
    clauses: ['DOC-02'],
    hooks: () => ({
      document: (original) => {
        const { securitySchemes: _schemes, ...components } = original.components ?? {};
        return { ...original, components, security: [] };
      },
    }),
  },
  {
    id: 'authorize-wrong-header',
    class: 'docs',
    sentence: 'Sends the key in another header than the API reads.',
    clauses: ['DOC-02'],
    hooks: () => changeSecurity(() => ({ name: 'X-Api-Key' })),
  },
  {
    id: 'authorize-in-query',
    class: 'docs',
    sentence: 'Sends the key in the query string.',
    clauses: ['DOC-02'],
    hooks: () => changeSecurity(() => ({ in: 'query', name: 'apiKey' })),
  },
  {
    id: 'server-wrong',
    class: 'docs',
    sentence: 'Sends requests to an address where there is no API.',
    clauses: ['DOC-02'],
    hooks: () => ({
      document: (original) => ({
        ...original,
        servers: (original.servers ?? []).map((server) => ({ ...server, url: server.url.replace(/v1$/, 'v0') })),
      }),
    }),
  },
  {
    id: 'parameters-missing',
    class: 'docs',
    sentence: 'Shows no parameters of one operation.',
    clauses: ['DOC-03'],
    hooks: () => changeOperation('/reviews', ({ parameters: _parameters, ...operation }) => operation),
  },
  {
    id: 'responses-missing',
    class: 'docs',
    sentence: 'Shows one response of one operation, and nothing of what is in it.',
    clauses: ['DOC-03'],
    hooks: () =>
      changeOperation('/users', (operation) => ({ ...operation, responses: { 200: { description: 'OK' } } })),
  },
  {
    id: 'examples-missing',
    class: 'docs',
    sentence: 'Shows no example values of one operation.',
    clauses: ['DOC-03'],
    hooks: () =>
      changeOperation('/clients', (operation) => ({
        ...operation,
        responses: {
          200: { description: 'OK', content: { 'application/json': {} } },
          401: { description: 'Unauthorized' },
        },
      })),
  },
];
