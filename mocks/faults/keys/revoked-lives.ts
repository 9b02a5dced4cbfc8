import type { Fault } from '../hooks.ts';
import { outliving } from '../support/keys.ts';

export const revokedLives: Fault = {
  id: 'revoked-lives',
  class: 'keys',
  sentence: 'Says Revoked in the portal and goes on serving.',
  clauses: ['KEY-06'],
  hooks: (context) => outliving('revoke', Infinity, context),
};
