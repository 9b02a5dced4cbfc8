import type { Fault } from '../hooks.ts';
import { remembering, KEY_LIST } from '../support/portal.ts';

export const valueInComment: Fault = {
  id: 'value-in-comment',
  class: 'portal',
  sentence: 'Holds the values in a comment of the list.',
  clauses: ['KEY-04'],
  hooks: () =>
    remembering((values) => ({
      body: (text, path) => (path === KEY_LIST ? `${text}<!-- ${[...values.values()].join(' ')} -->` : text),
    })),
};
