import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const noContentType: Fault = {
  id: 'no-content-type',
  class: 'http',
  sentence: 'Does not say what its bodies are.',
  clauses: ['CON-03'],
  hooks: () => changeStatus(200, (reply) => withHeaders(reply, { 'content-type': undefined })),
};
