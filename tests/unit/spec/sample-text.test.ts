import { expect, test } from '@playwright/test';
import { allows, sampleValue } from '../../../spec/sample-value.ts';

test('a text of a pattern has the length that is wanted, where the pattern has one', () => {
  for (const schema of [
    { type: 'string', pattern: '^[A-Z]{0,500}$', maxLength: 3 },
    { type: 'string', pattern: '^[A-Z]{0,500}$', minLength: 400 },
    { type: 'string', pattern: '^.*foo.*bar.*$', maxLength: 6 },
    { type: 'string', pattern: '^\\d{3}-\\d{4}$', minLength: 8, maxLength: 8 },
  ] as const)
    expect(allows(schema, sampleValue(schema, 1)), JSON.stringify(schema)).toBe(true);
});

test('where no text of a pattern has the length that is wanted, the search ends without one', () => {
  for (const schema of [
    { type: 'string', pattern: '(a+)+$', maxLength: 0 },
    { type: 'string', pattern: '^-?(?:0|[1-9]\\d*)(?:\\.\\d+)?$', minLength: 12, maxLength: 11 },
    { type: 'string', pattern: '^[A-Z]{5}$', maxLength: 3 },
  ] as const)
    expect(allows(schema, sampleValue(schema, 1)), JSON.stringify(schema)).toBe(false);
});
