import { expect, test } from '@playwright/test';
import { CONFORMING_LIMITERS, startMock } from '../../../mocks/index.ts';
import { FAULTS } from '../../../mocks/faults/index.ts';
import { inferAlgorithm } from '../../ratelimit/evidence/algorithm.ts';
import { measured } from '../../ratelimit/evidence/measured.ts';
import { drive } from './drive.ts';
import { judged } from './judged.ts';
import { serverOf } from './on-mock.ts';

const NETWORKS = [0, 80, 250].flatMap((latencyMs) => [0, 0.01].map((stalls) => ({ latencyMs, stalls })));
/** MATRIX_SEEDS=20 tries harder than every `npm test` has to. */
const SEEDS = Array.from({ length: Number(process.env.MATRIX_SEEDS ?? 1) }, (_, i) => i * 7919 + 1);

for (const limiter of CONFORMING_LIMITERS) {
  test(`the mock with ${limiter} breaks no clause at 0, 80 or 250 ms with jitter, and with 1 % stalls`, async () => {
    for (const network of NETWORKS) {
      for (const seed of SEEDS) {
        const mock = await startMock({ size: 'small', limiter });
        const { fail, warn, notRun, why, context } = await judged(drive(serverOf(mock), { ...network, seed }));
        await mock.close();
        const circumstances = `${JSON.stringify({ ...network, seed })}: ${why.join(' | ')}`;
        expect([...fail, ...warn], circumstances).toEqual([]);
        if (network.stalls > 0) continue;
        expect(notRun, circumstances).toEqual([]);
        const { algorithm, confidence, why: told } = inferAlgorithm(measured(context));
        expect({ algorithm, confidence }, `${circumstances}${told}`).toEqual({
          algorithm: limiter,
          confidence: 'high',
        });
      }
    }
  });
}

/** Here each request is answered before the next arrives, so that none can overtake the counter. */
const IN_FLIGHT = ['race', 'breaks-under-load'];
/** This one waits for minutes of real time; `matrix.test.ts` has a queue on a virtual clock. */
const IN_REAL_TIME = ['delays'];
/** And headers beside the key do not travel. */
const BY_HEADER = ['agent-quota', 'forwarded-quota', 'accept-quota'];
const BREAKS = FAULTS.filter(
  (fault) =>
    fault.class === 'limit' &&
    ![...IN_FLIGHT, ...IN_REAL_TIME, ...BY_HEADER].includes(fault.id) &&
    !fault.clauses.some((id) => id.startsWith('KEY')),
);

for (const { id, clauses } of BREAKS) {
  test(`${clauses.join(' or ')} flags the mock with the fault ${id}, at 80 ms with jitter`, async () => {
    const mock = await startMock({ size: 'small', faults: [id] });
    const { fail, why } = await judged(drive(serverOf(mock), { latencyMs: 80, stalls: 0, seed: 1 }));
    await mock.close();
    expect(
      fail.some((clause) => clauses.includes(clause)),
      why.join(' | '),
    ).toBe(true);
  });
}
