import type { Fault } from '../hooks.ts';
import { blindTo } from '../support/filters.ts';

export const dateFieldIgnored: Fault = {
  id: 'date-field-ignored',
  class: 'filtering',
  sentence: 'Ignores filters by one date of one operation.',
  clauses: ['FIL-01', 'FIL-03'],
  hooks: () => blindTo('listMeetings', 'endDate'),
};
