import { expect, test } from '@playwright/test';
import { httpDate } from '../../../verifier/http-date.ts';

const AT = Date.UTC(2026, 2, 1, 12, 0, 7);

test.describe('on a machine far from GMT', () => {
  const own = process.env['TZ'];
  test.beforeEach(() => {
    process.env['TZ'] = 'Pacific/Chatham';
  });
  test.afterEach(() => {
    if (own === undefined) delete process.env['TZ'];
    else process.env['TZ'] = own;
  });

  for (const text of ['Sun, 01 Mar 2026 12:00:07 GMT', 'Sunday, 01-Mar-26 12:00:07 GMT', 'Sun Mar  1 12:00:07 2026'])
    test(`an HTTP date is in GMT: ${text}`, () => expect(httpDate(text)).toBe(AT));

  for (const text of [undefined, '', '0', '-1', '7', 'soon', '2026-03-01T12:00:07Z', 'Sun Mar  ? 2026'])
    test(`no HTTP date: ${text}`, () => expect(httpDate(text)).toBeUndefined());
});
