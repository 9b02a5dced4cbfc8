import type { Fault } from '../hooks.ts';
import { mending } from '../support/requests.ts';

export const emptyIsDefault: Fault = {
  id: 'empty-is-default',
  class: 'input',
  sentence: 'Takes an empty page or page size for the default.',
  clauses: ['PAG-08'],
  hooks: () => mending(['page', 'pageSize'], (value) => (value === '' ? undefined : value)),
};
