import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { loadContract } from '../../../spec/contract.ts';
import { rawAsk } from '../../harness/asks.ts';
import { answersTo, type Case, type Seen } from '../../harness/check.ts';
import { generated } from '../../harness/generated.ts';
import { Ledger } from '../../harness/ledger.ts';

/** The smallest number that the target below takes wrongly. */
const WRONG = 17;

const target = { baseUrl: '', embedded: false, limit: 50, windowSeconds: 60, keys: new Set<string>() };

/** Numbers that are asked at depth `full`; those from WRONG on are answered wrongly. */
function cases(seen: Seen): Case[] {
  return generated(seen, {
    name: 'numbers',
    arbitrary: fc.integer({ min: 0, max: 10_000 }),
    runs: 4,
    toCase: (n) => ({
      operation: 'listThings',
      label: String(n),
      depth: 'full',
      asks: [rawAsk(`/things?n=${n}`)],
      judge: ({ answer }) => (answer.status === 200 ? undefined : { want: '200', got: `${answer.status} for ${n}` }),
    }),
  });
}

function answer({ ledger }: Seen, { asks }: Case): void {
  for (const ask of asks) {
    const status = Number(/n=(\d+)/.exec(ask.target)?.[1]) < WRONG ? 200 : 500;
    ledger.record({ scene: 'probe', ask, sentAt: 0, took: 1, answer: { status, headers: {}, text: '' } });
  }
}

test('a value that fails is shrunk in the same run, at a depth that asked for none but the night’s share', () => {
  const seen: Seen = { contract: loadContract(), target, ledger: new Ledger(), depth: 'standard', seed: 3 };
  // The night's share: what the generator wants at first.
  cases(seen).forEach((one) => answer(seen, one));
  const due = () => cases(seen).filter(({ asks, depth }) => depth !== 'full' && !answersTo(seen, asks));
  let rounds = 0;
  for (let open = due(); open.length > 0 && rounds < 30; open = due()) {
    rounds += 1;
    open.forEach((one) => answer(seen, one));
  }
  const told = cases(seen).flatMap((one) => {
    const answers = answersTo(seen, one.asks);
    const result = answers && one.judge(...answers);
    return result && 'got' in result ? [result.got] : [];
  });
  expect(told).toEqual([`500 for ${WRONG}`]);
  expect(rounds).toBeGreaterThan(0);
});
