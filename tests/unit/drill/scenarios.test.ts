import { expect, test } from '@playwright/test';
import { SCENARIOS } from '../../../drill/scenarios/index.ts';
import { loadContract, type Contract } from '../../../spec/contract.ts';

const usual = { requests: 5, seconds: 1, laterPages: 0 };
const why = (id: string, contract: Contract = loadContract()) =>
  SCENARIOS.find((one) => one.id === id)?.unfit?.(usual, 90, contract);

test('ids beyond 2^31 are served unless the contract is sure that ids have 32 bits', () => {
  const contract = loadContract();
  const sure = (one: Contract['operations'][number]) => {
    const { properties = {} } = one.item;
    const { id, ...others } = properties;
    const documented = { ...id, 'x-evidence': 'documented', 'x-keyword-evidence': {} };
    return { ...one, item: { ...one.item, properties: { ...others, id: documented } } };
  };
  expect(why('ids-beyond-31-bits')).toBeUndefined();
  const vendors = { ...contract, operations: contract.operations.map(sure) } as unknown as Contract;
  expect(why('ids-beyond-31-bits', vendors)).toBe('the contract gives every id 32 bits (format int32)');
});

test('a later page cannot fail for a client that reads none', () => {
  expect(why('later-page-500-for-good')).toBe('the client reads no page after the first');
});
