import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const refusalCacheable: Fault = {
  id: 'refusal-cacheable',
  class: 'limit',
  sentence: 'Lets caches keep a refusal for the budget.',
  clauses: ['LIM-12'],
  hooks: () => changeStatus(429, (reply) => withHeaders(reply, { 'cache-control': 'public, max-age=600' })),
};
