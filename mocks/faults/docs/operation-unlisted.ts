import type { Fault } from '../hooks.ts';

export const operationUnlisted: Fault = {
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
};
