import type { Fault } from '../hooks.ts';
import { changeParameters, rulesIn } from '../support/requests.ts';

export const unknownDirectionUpwards: Fault = {
  id: 'unknown-direction-upwards',
  class: 'sorting',
  sentence: 'Sorts upwards where the direction does not exist.',
  clauses: ['SRT-05'],
  hooks: () =>
    changeParameters((parameters) => {
      const rules = rulesIn(parameters.get('sortingRules'));
      if (!rules || rules.length === 0) return;
      const mended = rules.map((rule) => ({ ...rule, direction: rule['direction'] === 'desc' ? 'desc' : 'asc' }));
      parameters.set('sortingRules', [JSON.stringify(mended)]);
    }),
};
