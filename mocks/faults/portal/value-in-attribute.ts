import type { Fault } from '../hooks.ts';
import { remembering, KEY_LIST } from '../support/portal.ts';

export const valueInAttribute: Fault = {
  id: 'value-in-attribute',
  class: 'portal',
  sentence: 'Holds the values in hidden fields of the list.',
  clauses: ['KEY-04'],
  hooks: () =>
    remembering((values) => ({
      body: (text, path) =>
        path === KEY_LIST
          ? text.replace(
              '</main>',
              `${[...values.values()].map((value) => `<input type="hidden" value="${value}">`).join('')}</main>`,
            )
          : text,
    })),
};
