import type { Fault } from '../hooks.ts';
import { changeStatus, problem } from '../support/replies.ts';

export const acceptBroken: Fault = {
  id: 'accept-broken',
  class: 'http',
  sentence: 'Answers 500 to an Accept that it cannot serve.',
  clauses: ['CON-12'],
  hooks: () => changeStatus(406, (reply) => problem(reply, 500, 'Internal Server Error', 'No formatter was found.')),
};
