import { test, expect } from '@playwright/test';
import { namesAmong, npmCommand, wholeNumber } from '../../../cli/options.ts';

test('a number out of its range, and what is no whole number, is told with the range', () => {
  const read = wholeNumber(1, 99);
  expect(read('99')).toBe(99);
  for (const text of ['0', '100', '1.5', '-1', '', 'ten', '1e1']) {
    expect(() => read(text), text).toThrow('Give a whole number from 1 to 99.');
  }
});

test('a name that is not known is told with those that are', () => {
  const read = namesAmong(['contract', 'auth']);
  expect(read('auth, contract')).toEqual(['auth', 'contract']);
  expect(() => read('auth,oauth')).toThrow('There is no "oauth": choose from contract, auth, with commas.');
});

test('names that are given one by one are all taken, each once', () => {
  const read = namesAmong(['contract', 'auth', 'ratelimit']);
  expect(read('auth', read('contract,auth'))).toEqual(['contract', 'auth']);
});

test('the help of a command of the checkout shows how npm calls it', () => {
  expect(npmCommand('fuzz').helpInformation()).toContain('Usage: npm run fuzz -- [options]');
});
