import type { Fault } from '../../fault-hooks.ts';

export const answersAlternate: Fault = {
  id: 'answers-alternate',
  class: 'http',
  sentence: 'Answers every second request from a replica that lacks a row.',
  clauses: ['CON-14'],
  hooks: () => {
    let asked = 0;
    return {
      rows: (honest) => (list) => {
        const rows = honest(list);
        asked += 1;
        return rows && asked % 2 === 0 ? rows.slice(0, -1) : rows;
      },
    };
  },
};
