import { expect, test } from '@playwright/test';
import { clauses } from '../../spec/clauses.ts';
import { FAULTS } from '../../mocks/faults/index.ts';
import { startMock, type Mock } from '../../mocks/index.ts';
import type { ClauseRecord } from '../../spec/generated/run-record.ts';
import { DEPTHS } from '../../verifier/check-context.ts';
import { configOf } from '../../verifier/embedded.ts';
import { judgeTarget } from '../judge-target.ts';

/** Clauses that are judged without a browser and without a burst; `mitp prove` shows every fault to every suite. */
const JUDGED = clauses().filter(({ group }) => !['KEY', 'DOC', 'LIM'].includes(group));

/** A member without a value anywhere is a note, never a fail (CON-07). */
const NOTED = 'column-never-filled';

let mock: Mock;
test.beforeAll(async () => {
  mock = await startMock({ size: 'small' });
});
test.afterAll(() => mock.close());

for (const { id, group } of JUDGED) {
  const fault = FAULTS.find(({ id: name, clauses: [first] }) => first === id && name !== NOTED);
  if (!fault) continue;
  test(`${id} is broken by a server with the fault ${fault.id}`, async () => {
    mock.reset();
    await mock.setFaults(fault.id);
    const suites = [group === 'AUTH' ? 'auth' : 'contract'] as const;
    let result: ClauseRecord | undefined;
    // A shallow run samples: what breaks one field or one row alone may take a full one.
    for (const depth of DEPTHS) {
      [result] = await judgeTarget(configOf(mock), { suites, clauses: [id], depth });
      if (result?.verdict === 'fail') break;
    }
    expect(result).toMatchObject({ id, verdict: 'fail' });
  });
}

test('every clause that can be broken over plain HTTP has a fault of its own', () => {
  const without = clauses().filter(({ id }) => !FAULTS.some((fault) => fault.clauses[0] === id));
  expect(without.map(({ id }) => id)).toEqual(['SEC-05']);
});

test('a server without a fault breaks none of these clauses', async () => {
  mock.reset();
  const results = await judgeTarget(configOf(mock), {
    suites: ['auth', 'contract'],
    clauses: JUDGED.map(({ id }) => id),
  });
  expect(results.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)).toEqual(['SEC-05']);
});
