import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const publiclyCacheable: Fault = {
  id: 'publicly-cacheable',
  class: 'exposure',
  sentence: 'Lets every cache keep what a key may see.',
  clauses: ['SEC-02'],
  hooks: () => changeStatus(200, (reply) => withHeaders(reply, { 'cache-control': 'public, max-age=300' })),
};
