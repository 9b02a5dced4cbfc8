import type { Fault } from '../hooks.ts';
import { changeEach, withMember } from '../support/rows.ts';

export const dateUs: Fault = {
  id: 'date-us',
  class: 'schema',
  sentence: 'Writes dates as months, days and years with slashes.',
  clauses: ['CON-02'],
  hooks: () =>
    changeEach('listUsers', (row) => {
      const date = /^(\d+)-(\d+)-(\d+)/.exec(String(row['lastLoginDate']));
      return date ? withMember(row, 'lastLoginDate', `${date[2] ?? ''}/${date[3] ?? ''}/${date[1] ?? ''}`) : row;
    }),
};
