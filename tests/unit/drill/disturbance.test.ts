import { expect, test } from '@playwright/test';
import { failingPage, type Act } from '../../../drill/disturbance.ts';

test('a later page fails each time it is sent, and no other request does', () => {
  const act: Act = { do: 'reset' };
  const disturb = failingPage(2, act);
  const sent = [
    '/a?page=1',
    '/a?page=2&pageSize=100',
    '/b?page=1',
    '/a?page=2&pageSize=100',
    '/b?page=2',
    '/c',
    '/b?page=2',
  ];
  const failed = sent.map((name, at) => disturb({ n: at + 1, name: `GET ${name}`, now: 0, wallClock: 0 }) === act);
  expect(failed).toEqual([false, false, false, false, true, false, true]);
});
