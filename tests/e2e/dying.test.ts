import { expect, test } from '@playwright/test';

import { KINDS, type Kind } from './dying/dying-server.ts';
import { judgedWhileDying } from './dying/judged.ts';

/** Requests before the death: right at the start, among the first lists, and in the burst of a window of two seconds. */
const MOMENTS = { start: 3, 'the first lists': 20, 'the burst': 70, 'the middle': 130 } as const;

/** What is the target's own response is judged as such: it may break a clause. */
const OWN: readonly Kind[] = ['500', '401', 'html', 'redirects'];

for (const kind of [...(Object.keys(KINDS) as Kind[]), 'tls'] as const) {
  test(`A target that dies by ${kind} is no conforming one, and ends a run soon, at any moment`, async () => {
    test.setTimeout(240_000);
    const runs = Object.entries(MOMENTS).map(async ([moment, after]) => {
      const ended = await judgedWhileDying(kind, after);
      return { moment, ...ended };
    });
    for (const { moment, code, seconds, errors, failed, tried, unanswered } of await Promise.all(runs)) {
      const told = `${moment}: ${JSON.stringify({ errors, failed, tried, unanswered })}`;
      if (OWN.some((own) => own === kind)) {
        expect([1, 2], told).toContain(code);
        // Wrong keys get 401 anyway, and a burst is looked at when it has ended.
        if (kind === '401') expect(unanswered, told).toBeLessThan(140);
        continue;
      }
      expect(seconds, told).toBeLessThan(120);
      expect(code, told).toBe(2);
      expect(errors[0], told).toMatch(/^the target (stopped responding after|rejects every request|does not respond)/);
      expect(unanswered, told).toBeLessThan(60);
    }
  });
}

/** Pages of the portal before its death: at the sign-in, and while keys are made. */
const PAGES = [1, 12];

for (const kind of ['hang', 'reset', '503'] as const) {
  test(`A target that dies by ${kind} in the portal ends a run soon, and is no conforming one`, async () => {
    test.setTimeout(280_000);
    for (const inPortal of PAGES) {
      const { code, seconds, errors, failed, tried } = await judgedWhileDying(kind, { inPortal });
      const told = `after ${inPortal} pages: ${JSON.stringify({ errors, failed, tried, seconds })}`;
      expect(code, told).toBe(2);
      expect(failed, told).toEqual([]);
      expect(seconds, told).toBeLessThan(120);
    }
  });
}
