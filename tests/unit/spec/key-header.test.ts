import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startMock } from '../../../mocks/index.ts';
import { loadContract, DEFAULT_CONTRACT } from '../../../spec/contract.ts';
import { configOf } from '../../../verifier/embedded.ts';
import { judge } from '../../../verifier/judge.ts';
import { wireName } from '../../../verifier/key-header.ts';
import { CATALOGUE } from '../../catalogue.ts';
import { SLOW } from '../slow.ts';

test(
  'A contract whose key travels in another header is served by the mock and judged by the suites',
  SLOW,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mitp-test-'));
    const file = join(folder, 'contract.yaml');
    writeFileSync(file, readFileSync(DEFAULT_CONTRACT, 'utf8').replaceAll('mitp-api-key', 'X-Portal-Key'));
    const mock = await startMock({ spec: file, size: 'small' });
    try {
      const { portal: _, docsUrl: __, ...config } = configOf(mock);
      const contract = loadContract(file);
      const record = await judge(config, { ...CATALOGUE, contract, depth: 'quick', strict: true });
      const broken = record.clauses.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
      expect(broken).toEqual([]);
      expect(record.totals.pass).toBeGreaterThan(50);
      const rejected = await fetch(`${mock.baseUrl}/clients`);
      expect(await rejected.text()).toContain('in the header X-Portal-Key');
    } finally {
      await mock.close();
      rmSync(folder, { recursive: true });
    }
  },
);

test('Another spelling of the key header stays another spelling under every name', () => {
  expect(wireName('MITP-Api-Key', 'mitp-api-key')).toBe('MITP-Api-Key');
  expect(wireName('MITP-Api-Key', 'X-Portal-Key')).toBe('X-PORTAL-KEY');
  expect(wireName('MITP-Api-Key', 'X-KEY')).toBe('x-key');
  expect(wireName('accept', 'X-Portal-Key')).toBe('accept');
});
