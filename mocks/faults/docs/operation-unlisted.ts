import type { Fault } from '../../fault-hooks.ts';

export const operationUnlisted: Fault = {
  id: 'operation-unlisted',
  class: 'docs',
  sentence: 'Does not list one of the operations.',
  clauses: ['DOC-01'],
  hooks: () => ({
    document: (honest) => {
      const { '/meetings': _hidden, ...paths } = honest.paths;
      return { ...honest, paths };
    },
  }),
};
