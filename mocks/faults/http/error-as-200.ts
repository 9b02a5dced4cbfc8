import type { Fault } from '../hooks.ts';
import { changeStatus } from '../support/replies.ts';

export const errorAs200: Fault = {
  id: 'error-as-200',
  class: 'http',
  sentence: 'Delivers errors with status 200.',
  clauses: ['FIL-07', 'PAG-08', 'SRT-05'],
  hooks: () => changeStatus(400, (reply) => ({ ...reply, status: 200 })),
};
