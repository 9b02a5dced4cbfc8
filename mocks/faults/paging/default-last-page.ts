import type { Fault } from '../hooks.ts';

export const defaultLastPage: Fault = {
  id: 'default-last-page',
  class: 'paging',
  sentence: 'Serves the last page when no page is asked for, on one operation.',
  clauses: ['PAG-01'],
  hooks: () => ({
    readQuery: (original) => (parameters, operation) =>
      original(
        operation.id === 'listClients' && !parameters.has('page')
          ? new Map([...parameters, ['page', ['2']]])
          : parameters,
        operation,
      ),
  }),
};
