import { expect, test } from '@playwright/test';
import { instant } from '../../../verifier/model/values.ts';

test('a date with an offset is the instant that it names, and no date is none', () => {
  const at = instant('2024-05-05T10:00:00');
  expect(instant('2024-05-05T10:00:00+00:00')).toBe(at);
  expect(instant('2024-05-05T12:30:00+02:30')).toBe(at);
  expect(instant('2024-05-05T08:00:00-02:00')).toBe(at);
  expect(instant('2024-05-05T10:00:00.0000001-00:00')).toBe(at! + 1n);
  for (const text of ['2024-05-05', '2024-05-05T10:00:00+2', '2024-13-05T10:00:00+00:00', '+02:00'])
    expect(instant(text), text).toBeNull();
});
