import { expect, test } from '@playwright/test';
import { startMock, type Mock } from '../../../mocks/index.ts';
import { configOf } from '../../harness/embedded.ts';
import { judgeTarget } from '../../harness/judge-target.ts';
import { keys } from './planted/keys.ts';
import { lists } from './planted/lists.ts';
import { asFaults } from './planted/plant.ts';
import { sorting } from './planted/sorting.ts';
import { responses } from './planted/responses.ts';

const planted = [...responses, ...lists, ...sorting, ...keys];
let mock: Mock;

test.beforeAll(async () => {
  mock = await startMock({ catalogue: asFaults(planted) });
});
test.afterAll(() => mock.close());

for (const { id, clause } of planted) {
  test(`${clause} is told of a server with the defect ${id}`, async () => {
    mock.reset();
    mock.setFaults(id);
    const suite = clause.startsWith('AUTH') ? 'auth' : 'contract';
    const [result] = await judgeTarget(configOf(mock), { suites: [suite], clauses: [clause] });
    expect(result).toMatchObject({ id: clause, verdict: 'fail' });
  });
}

test('a server without a defect breaks none of these clauses', async () => {
  mock.reset();
  const clauses = [...new Set(planted.map(({ clause }) => clause))];
  const results = await judgeTarget(configOf(mock), { suites: ['auth', 'contract'], clauses });
  expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
});
