import { expect, test } from '@playwright/test';
import type { DrillRecord } from '../../../spec/drill-record.ts';
import { drillHeadline } from '../../../reports/drill/words.ts';

function headline(totals: Partial<DrillRecord['totals']>, more: Partial<DrillRecord> = {}) {
  const scenarios = [{ verdict: 'pass' }, { verdict: 'not-run' }];
  const record = { totals: { pass: 0, warn: 0, fail: 0, notRun: 0, ...totals }, errors: [], scenarios, ...more };
  return Object.values(drillHeadline(record as unknown as DrillRecord)).join(': ');
}

test('the headline of a drill names the result, and counts what led to it', () => {
  expect(headline({ pass: 3, notRun: 4 })).toBe('good client: 3 rules kept, 4 not tried; 1 of 2 scenarios run');
  expect(headline({ pass: 3, warn: 1 })).toContain('3 rules kept, 1 warning, 0 not tried');
  expect(headline({ pass: 3, fail: 1 })).toBe('broken: 1 rule is broken; 1 of 2 scenarios run');
  expect(headline({ fail: 2 })).toContain('2 rules are broken');
  expect(headline({ pass: 1 }, { suppressionProblems: ['USE-01 no longer breaks'] })).toBe(
    'broken: USE-01 no longer breaks',
  );
  expect(headline({ pass: 1 }, { errors: ['no request came'] })).toBe('inconclusive: no request came');
  expect(headline({ notRun: 9 })).toBe('inconclusive: no rule could be judged');
});
