import type { Fault } from '../hooks.ts';
import { changeKeys } from '../support/keys.ts';

export const revokedRecordGone: Fault = {
  id: 'revoked-record-gone',
  class: 'keys',
  sentence: 'Removes the record of a revoked key.',
  clauses: ['KEY-08'],
  hooks: () =>
    changeKeys((original) => ({
      list: (providerId) => original.list(providerId).filter(({ status }) => status === 'active'),
    })),
};
