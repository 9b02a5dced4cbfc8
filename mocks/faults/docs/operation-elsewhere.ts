import type { Fault } from '../../fault-hooks.ts';

export const operationElsewhere: Fault = {
  id: 'operation-elsewhere',
  class: 'docs',
  sentence: 'Lists one of the operations at another path.',
  clauses: ['DOC-01'],
  hooks: () => ({
    document: (honest) => {
      const { '/initiatives': item = {}, ...paths } = honest.paths;
      return { ...honest, paths: { ...paths, '/roadmap/initiatives': item } };
    },
  }),
};
