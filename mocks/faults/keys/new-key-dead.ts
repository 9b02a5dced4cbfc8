import type { Fault } from '../hooks.ts';
import { changeKeys, rejecting } from '../support/keys.ts';

export const newKeyDead: Fault = {
  id: 'new-key-dead',
  class: 'keys',
  sentence: 'Refuses a new key for two minutes, until its caches have heard of it.',
  clauses: ['KEY-01'],
  hooks: ({ clock }) => {
    const started = clock.now();
    return changeKeys(rejecting(({ createdAt }) => createdAt > started && clock.now() - createdAt < 120_000));
  },
};
