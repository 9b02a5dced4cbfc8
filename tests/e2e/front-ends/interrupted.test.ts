import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { judge } from '../../../verifier/judge.ts';
import { CATALOGUE } from '../../catalogue.ts';
import { dice } from '../dice.ts';
import { FRONT_ENDS, startFrontEnd, targetOf, type FrontEnd } from './front-ends.ts';

/** Runs in all; every other one is interrupted. */
const RUNS = Number(process.env.INTERRUPTED_RUNS ?? 200);
/** Milliseconds within which an interruption comes. */
const WITHIN_MS = 25_000;

test(`after ${RUNS} runs, half of them interrupted or signed out at any moment, no key is left that was not named`, async () => {
  test.setTimeout(RUNS * 120_000);
  const roll = dice(RUNS);
  for (let i = 0; i < RUNS; i += 1) {
    const frontEnds = Object.keys(FRONT_ENDS) as FrontEnd[];
    const site = await startFrontEnd(frontEnds[i % frontEnds.length] ?? 'native', { delayMs: roll(400) });
    const stop = new AbortController();
    const breaks = i % 2 === 1;
    const happens = breaks ? delay(roll(WITHIN_MS), undefined, { ref: false }) : undefined;
    // Half of what breaks in is Ctrl-C, the other half a session that ends.
    void happens?.then(() => (i % 4 === 1 ? stop.abort() : site.expire()));
    try {
      const { errors } = await judge(targetOf(site), {
        ...CATALOGUE,
        suites: ['auth'],
        clauses: ['KEY-01', 'KEY-06', 'KEY-11'],
        depth: 'quick',
        signal: stop.signal,
      });
      const left = site.store.list('contoso').filter(({ name }) => name.startsWith('mitp-contract'));
      for (const { name } of left) expect(errors.join('\n'), `run ${i}`).toContain(name);
    } finally {
      await site.close();
    }
  }
});
