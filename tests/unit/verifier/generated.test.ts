import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { loadContract } from '../../../spec/contract.ts';
import { rawRequest } from '../../../verifier/requests.ts';
import { responsesTo } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { generated } from '../../../verifier/generated.ts';
import { Recorder } from '../../../verifier/recorder.ts';

/** The smallest number that the target below takes wrongly. */
const WRONG = 17;

const target = { baseUrl: '', embedded: false, limit: 50, windowSeconds: 60, keys: new Set<string>() };

/** Numbers that are asked at depth `full`; those from WRONG on are answered wrongly. */
function cases(context: CheckContext): Case[] {
  return generated(context, {
    name: 'numbers',
    arbitrary: fc.integer({ min: 0, max: 10_000 }),
    runs: 4,
    toCase: (n) => ({
      operation: 'listThings',
      label: String(n),
      depth: 'full',
      requests: [rawRequest(`/things?n=${n}`)],
      judge: ({ response }) =>
        response.status === 200 ? undefined : { want: '200', got: `${response.status} for ${n}` },
    }),
  });
}

function response({ recorder }: CheckContext, { requests }: Case): void {
  for (const request of requests) {
    const status = Number(/n=(\d+)/.exec(request.target)?.[1]) < WRONG ? 200 : 500;
    recorder.record({ scenario: 'probe', request, sentAt: 0, took: 1, response: { status, headers: {}, text: '' } });
  }
}

test('a value that fails is shrunk in the same run, at a depth that asked for none but the night’s share', () => {
  const context: CheckContext = {
    contract: loadContract(),
    target,
    recorder: new Recorder(),
    depth: 'standard',
    seed: 3,
  };
  // The night's share: what the generator wants at first.
  cases(context).forEach((one) => response(context, one));
  const due = () => cases(context).filter(({ requests, depth }) => depth !== 'full' && !responsesTo(context, requests));
  let rounds = 0;
  for (let open = due(); open.length > 0 && rounds < 30; open = due()) {
    rounds += 1;
    open.forEach((one) => response(context, one));
  }
  const told = cases(context).flatMap((one) => {
    const responses = responsesTo(context, one.requests);
    const result = responses && one.judge(...responses);
    return result && 'got' in result ? [result.got] : [];
  });
  expect(told).toEqual([`500 for ${WRONG}`]);
  expect(rounds).toBeGreaterThan(0);
});
