import type { Fault } from '../hooks.ts';
import type { KeyRecord } from '../../keys/keys.ts';
import { changeKeys } from '../support/keys.ts';

export const keysOfAll: Fault = {
  id: 'keys-of-all',
  class: 'keys',
  sentence: "Lists other IT providers' keys too.",
  clauses: ['KEY-16'],
  hooks: () =>
    changeKeys((original) => ({
      list: () => original.snapshot().map(({ hash: _hash, ...record }): KeyRecord => record),
    })),
};
