import { expect, test } from '@playwright/test';
import { judged } from './judged.ts';
import { simulate, type Dataset } from './simulated.ts';

/** Somebody who spends at another pace than windows pass, so that each burst finds another rest of the budget. */
const NEIGHBOURS: readonly Required<Pick<Dataset, 'kind' | 'neighbour'>>[] = [
  { kind: 'fixed-window', neighbour: { requests: 10, everyMs: 11_000, at: 55_000 } },
  { kind: 'fixed-window', neighbour: { requests: 60, everyMs: 61_000, at: 1_000 } },
  { kind: 'aligned-window', neighbour: { requests: 10, everyMs: 11_000, at: 30_000 } },
  { kind: 'sliding-window', neighbour: { requests: 60, everyMs: 61_000, at: 1_000 } },
];

for (const { kind, neighbour } of NEIGHBOURS) {
  const { requests, everyMs, at } = neighbour;
  test(`a ${kind} limiter is not flagged for what somebody else spends: ${requests} every ${everyMs} ms from ${at} ms on`, async () => {
    const { fail, warn, why } = await judged(simulate({ kind, seed: 1, latencyMs: 80, stalls: 0, neighbour }));
    expect([...fail, ...warn], why.join(' | ')).toEqual([]);
    // What they spent leaves a trace in most runs; where a later budget was whole, nothing is left to say.
    if (why.length > 0) expect(why.join()).toMatch(/somebody else/);
  });
}

test('LIM-01 flags a lower limit, which serves as little each time', async () => {
  const options = { limit: 40 };
  const { fail } = await judged(simulate({ kind: 'fixed-window', seed: 1, latencyMs: 80, stalls: 0, options }));
  expect(fail).toContain('LIM-01');
});
