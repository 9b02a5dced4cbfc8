import { expect, test } from '@playwright/test';
import { startMock, type Mock } from '../../mocks/index.ts';
import { clauses } from '../../spec/clauses.ts';
import { configOf } from '../../verifier/embedded.ts';
import { judgeTarget } from '../judge-target.ts';

const KEY = clauses()
  .filter(({ group }) => group === 'KEY')
  .map(({ id }) => id);

/** The keys in the portal, with what became of them. */
const names = (mock: Mock) =>
  mock.state.keys.list(mock.providers[0]?.id ?? '').map(({ name, status, masked }) => [name, status, masked]);

test('every KEY clause passes on the mock, and no key of the run is left in its portal', async () => {
  const mock = await startMock({ size: 'small' });
  try {
    const before = names(mock);
    const results = await judgeTarget(configOf(mock), { suites: ['auth'], clauses: KEY });
    expect(results.map(({ id }) => id)).toEqual(KEY);
    expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(names(mock)).toEqual(before);
  } finally {
    await mock.close();
  }
});

test('KEY-06 flags a revoked key that lives on, and the keys of the run are removed all the same', async () => {
  const mock = await startMock({ size: 'small', faults: ['revoked-lives'] });
  try {
    const before = names(mock);
    const results = await judgeTarget(configOf(mock), { suites: ['auth'], clauses: KEY, depth: 'quick' });
    expect(results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toContain('KEY-06');
    expect(names(mock)).toEqual(before);
  } finally {
    await mock.close();
  }
});
