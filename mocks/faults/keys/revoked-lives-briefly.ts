import type { Fault } from '../hooks.ts';
import { outliving } from '../support/keys.ts';

export const revokedLivesBriefly: Fault = {
  id: 'revoked-lives-briefly',
  class: 'keys',
  sentence: 'Serves a revoked key for five seconds more.',
  clauses: ['KEY-06'],
  hooks: (context) => outliving('revoke', 5_000, context),
};
