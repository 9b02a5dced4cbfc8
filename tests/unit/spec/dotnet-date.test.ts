import { test, expect } from '@playwright/test';
import { parseDotnetDate, YEAR_MONTH } from '../../../spec/dotnet-date.ts';

test('a .NET date is an instant in ticks, with or without Z, with 0 to 7 digits of a fraction', () => {
  const noon = BigInt(Date.UTC(2024, 1, 29, 12)) * 10_000n;
  expect(parseDotnetDate('2024-02-29T12:00:00')).toBe(noon);
  expect(parseDotnetDate('2024-02-29T12:00:00Z')).toBe(noon);
  expect(parseDotnetDate('2024-02-29T12:00:00.000Z')).toBe(noon);
  expect(parseDotnetDate('2024-02-29T12:00:00.5')).toBe(noon + 5_000_000n);
  expect(parseDotnetDate('2024-02-29T12:00:00.0000001')).toBe(noon + 1n);
  expect(parseDotnetDate('0001-01-01T00:00:00')).toBe(-621_355_968_000_000_000n);
  expect(parseDotnetDate('9999-12-31T23:59:59.9999999')).toBe(2_534_023_007_999_999_999n);
});

for (const text of [
  '',
  '2024-02-29',
  '2023-02-29T12:00:00',
  '2024-13-01T00:00:00',
  '2024-01-01T24:00:00',
  '2024-01-01T00:60:00',
  '2024-01-01T00:00:00.12345678',
  '2024-01-01T00:00:00.',
  '2024-01-01T00:00:00+01:00',
  '2024-01-01 00:00:00',
  '0000-01-01T00:00:00',
  ' 2024-01-01T00:00:00',
  '2024-01-01T00:00:00\n',
]) {
  test(`${JSON.stringify(text)} is no .NET date`, () => {
    expect(parseDotnetDate(text)).toBeNull();
  });
}

test('a year and month is two numbers joined by a hyphen', () => {
  for (const text of ['2015-01', '2024-12']) expect(YEAR_MONTH.test(text)).toBe(true);
  for (const text of ['2015-00', '2015-13', '15-01', '2015-1', '2015-01-01']) expect(YEAR_MONTH.test(text)).toBe(false);
});
