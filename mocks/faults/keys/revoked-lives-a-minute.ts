import type { Fault } from '../hooks.ts';
import { outliving } from '../support/keys.ts';

export const revokedLivesAMinute: Fault = {
  id: 'revoked-lives-a-minute',
  class: 'keys',
  sentence: 'Serves a revoked key until a cache expires, a minute later.',
  clauses: ['KEY-06'],
  hooks: (context) => outliving('revoke', 60_000, context),
};
