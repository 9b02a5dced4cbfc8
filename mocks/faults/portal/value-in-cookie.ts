import type { Fault } from '../hooks.ts';
import { remembering, KEY_LIST } from '../support/portal.ts';

export const valueInCookie: Fault = {
  id: 'value-in-cookie',
  class: 'portal',
  sentence: 'Keeps the last value in a cookie.',
  clauses: ['KEY-04'],
  hooks: () =>
    remembering((values) => ({
      headers: (headers, path) => {
        const value = [...values.values()].at(-1);
        return path === KEY_LIST && value !== undefined
          ? { ...headers, 'set-cookie': `draft=${value}; Path=/` }
          : headers;
      },
    })),
};
