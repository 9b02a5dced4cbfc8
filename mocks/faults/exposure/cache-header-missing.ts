import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const cacheHeaderMissing: Fault = {
  id: 'cache-header-missing',
  class: 'exposure',
  sentence: 'Does not say that answers are not for shared caches.',
  clauses: ['SEC-02'],
  hooks: () => changeStatus(200, (reply) => withHeaders(reply, { 'cache-control': undefined })),
};
