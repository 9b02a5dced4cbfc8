import type { Fault } from '../hooks.ts';
import { outliving } from '../support/keys.ts';

export const deletedLivesAMinute: Fault = {
  id: 'deleted-lives-a-minute',
  class: 'keys',
  sentence: 'Serves a deleted key until a cache expires, a minute later.',
  clauses: ['KEY-11'],
  hooks: (context) => outliving('delete', 60_000, context),
};
