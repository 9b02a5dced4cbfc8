import type { Fault } from '../hooks.ts';
import { outliving } from '../support/keys.ts';

export const deletedLives: Fault = {
  id: 'deleted-lives',
  class: 'keys',
  sentence: 'Goes on serving a deleted key.',
  clauses: ['KEY-11'],
  hooks: (context) => outliving('delete', Infinity, context),
};
