import type { Fault } from '../hooks.ts';

export const answersAlternate: Fault = {
  id: 'answers-alternate',
  class: 'http',
  sentence: 'Answers every second request from a replica that lacks a row.',
  clauses: ['CON-14'],
  hooks: () => {
    let requested = 0;
    return {
      rows: (original) => (list) => {
        const rows = original(list);
        requested += 1;
        return rows && requested % 2 === 0 ? rows.slice(0, -1) : rows;
      },
    };
  },
};
