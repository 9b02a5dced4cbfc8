import type { Fault } from '../hooks.ts';

export const serverWrong: Fault = {
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
};
