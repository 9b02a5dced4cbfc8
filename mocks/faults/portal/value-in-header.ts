import type { Fault } from '../hooks.ts';
import { remembering, KEY_LIST } from '../support/portal.ts';

export const valueInHeader: Fault = {
  id: 'value-in-header',
  class: 'portal',
  sentence: 'Sends the last value in a header of the list.',
  clauses: ['KEY-04'],
  hooks: () =>
    remembering((values) => ({
      headers: (headers, path) => {
        const value = [...values.values()].at(-1);
        return path === KEY_LIST && value !== undefined ? { ...headers, 'x-last-key': value } : headers;
      },
    })),
};
