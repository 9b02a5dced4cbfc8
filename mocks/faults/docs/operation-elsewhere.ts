import type { Fault } from '../hooks.ts';

export const operationElsewhere: Fault = {
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
};
