import { expect, test } from '@playwright/test';
import { failingPage, limited, type Act } from '../../../drill/disturbance.ts';

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

test('a limit of two seconds is told as two, whatever the clock shows', () => {
  const told = Array.from({ length: 500 }, (_, i) => {
    const act = limited([1], 2, 'seconds')({ n: 1, name: 'GET /a', now: i * 1.7 + 0.123456789, wallClock: 1.8e12 + i });
    return act?.do === 'respond' ? act.headers['retry-after'] : undefined;
  });
  expect(new Set(told)).toEqual(new Set(['2']));
});
