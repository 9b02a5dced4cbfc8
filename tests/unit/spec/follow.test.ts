import { test, expect } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMock } from '../../../mocks/index.ts';
import { contractAjv } from '../../../spec/ajv.ts';
import { asset } from '../../../spec/asset.ts';
import { DEFAULT_CONTRACT, loadContract } from '../../../spec/contract.ts';
import { readSource } from '../../../spec/openapi/document.ts';
import { importContract } from '../../../spec/import/import.ts';
import { parseVendor } from '../../../spec/import/source.ts';
import { readConfig } from '../../../verifier/config.ts';
import { configOf, startEmbedded } from '../../../verifier/embedded.ts';
import { judge } from '../../../verifier/judge.ts';
import { CATALOGUE } from '../../catalogue.ts';
import { judgeTarget } from '../../judge-target.ts';
import { SLOW } from '../slow.ts';

/** A contract made from the vendor's file: a new list, a new member, renamed ones, another limit, closed sets. */
function importedFile(): { folder: string; file: string } {
  const vendor = readSource(asset('tests/unit/spec/fixtures/swashbuckle.json'));
  const folder = mkdtempSync(join(tmpdir(), 'follow-'));
  const file = join(folder, 'openapi.yaml');
  writeFileSync(file, importContract(readSource(DEFAULT_CONTRACT), vendor).text);
  return { folder, file };
}

interface Page {
  totalCount: number;
  items: Record<string, unknown>[];
}

test('the mock follows an imported contract without a change of code: every list, its new fields, its new limit', async () => {
  const { folder, file } = importedFile();
  const contract = loadContract(file);
  const mock = await startMock({ spec: file });
  try {
    const get = async (path: string): Promise<Page> => {
      const response = await fetch(mock.baseUrl + path, { headers: { 'mitp-api-key': mock.keys.active } });
      expect(response.status, path).toBe(200);
      return (await response.json()) as Page;
    };
    const clients = await get('/clients?pageSize=3');
    const ids: Record<string, string> = {};
    for (const { path, envelope, parent } of contract.operations) {
      const page = await get(path.replace(/\{.*\}/, ids[parent?.operation ?? ''] ?? ''));
      const validate = contractAjv().compile(envelope);
      expect(validate(page), `${path} ${JSON.stringify(validate.errors)}`).toBe(true);
      const operation = contract.operations.find((one) => one.path === path)?.id ?? '';
      ids[operation] = String(page.items[0]?.id);
    }
    const [client] = clients.items;
    expect(typeof client?.industry, 'a new member has a value').toBe('string');
    const equal = JSON.stringify({
      field: 'industry',
      predicate: 'equal',
      condition: client?.industry,
      operator: null,
    });
    const found = await get(`/clients?queryFilters=${encodeURIComponent(equal)}`);
    expect(found.items.length, 'and can be filtered by').toBeGreaterThan(0);
    for (const item of found.items) expect(item.industry).toBe(client?.industry);
    const contacts = await get(`/clients/${String(client?.id)}/contacts`);
    expect(new Set(contacts.items.map(({ clientId }) => clientId)), 'rows of that client alone').toEqual(
      new Set([client?.id]),
    );
    expect(contract.limit.requests).toBe(100);
    const responses = Array.from({ length: 100 }, () =>
      fetch(`${mock.baseUrl}/users`, { headers: { 'mitp-api-key': mock.keys.foreign } }),
    );
    expect(new Set((await Promise.all(responses)).map(({ status }) => status))).toEqual(new Set([200]));
  } finally {
    await mock.close();
    rmSync(folder, { recursive: true });
  }
});

test(
  'the suites follow an imported contract without a change of code, and the mock passes them by it',
  SLOW,
  async () => {
    const { folder, file } = importedFile();
    const mock = await startMock({ spec: file, size: 'small' });
    const before = process.env.MITP_CONTRACT;
    process.env.MITP_CONTRACT = file;
    try {
      const { portal: _, docsUrl: __, ...config } = configOf(mock);
      const results = await judgeTarget(config, { suites: ['contract'], depth: 'quick' });
      expect(results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')).toEqual([]);
      const checked = results.find(({ id }) => id === 'CON-01')?.checked;
      expect(checked, 'one list more than the contract of the package').toBeGreaterThanOrEqual(10);
    } finally {
      if (before === undefined) delete process.env.MITP_CONTRACT;
      else process.env.MITP_CONTRACT = before;
      await mock.close();
      rmSync(folder, { recursive: true });
    }
  },
);

test('the limit of another contract is the one that is measured, on the embedded mock and on a target that names none', async () => {
  const { folder, file } = importedFile();
  const embedded = await startEmbedded(file);
  try {
    const { limit } = loadContract(file);
    expect(limit).toEqual({ requests: 100, windowSeconds: 60 });
    expect(embedded.config).toMatchObject({ limit: 100, windowSeconds: 60 });
    const target = { MITP_BASE_URL: 'https://a.example/public-api/v1', MITP_API_KEY: 'k3y' };
    expect(readConfig(target, limit)).toMatchObject({ limit: 100, windowSeconds: 60 });
    expect(readConfig({ ...target, MITP_RATE_LIMIT: '7' }, limit)).toMatchObject({ limit: 7, windowSeconds: 60 });
  } finally {
    await embedded.close();
    rmSync(folder, { recursive: true });
  }
});

for (const [what, pageSize] of [
  ['a set of sizes and a default of its own', { enum: [10, 25, 50], default: 25 }],
  ['steps and a bound that is not reached', { minimum: 10, multipleOf: 10, exclusiveMaximum: 51 }],
] as const) {
  test(`suites and mock follow page sizes with ${what}`, async () => {
    const vendor = JSON.parse(readFileSync(asset('tests/unit/spec/fixtures/swashbuckle.json'), 'utf8')) as {
      paths: Record<string, { get?: { parameters: { name: string; schema: object }[] } }>;
    };
    const parameters = Object.values(vendor.paths).flatMap(({ get }) => get?.parameters ?? []);
    for (const one of parameters) if (one.name === 'pageSize') one.schema = { type: 'integer', ...pageSize };
    const folder = mkdtempSync(join(tmpdir(), 'follow-'));
    const file = join(folder, 'openapi.yaml');
    const imported = importContract(readSource(DEFAULT_CONTRACT), parseVendor(JSON.stringify(vendor), 'vendor.json'));
    writeFileSync(file, imported.text);
    const contract = loadContract(file);
    const usual = 'default' in pageSize ? pageSize.default : 50;
    expect(contract.operations[0]).toMatchObject({ maxPageSize: 50, defaultPageSize: usual });
    const embedded = await startEmbedded(file);
    try {
      const clauses = ['PAG-01', 'PAG-02', 'PAG-03', 'PAG-04', 'PAG-06', 'SRT-03', 'SRT-06', 'FIL-06'] as const;
      const options = {
        contract,
        clauses,
        suites: ['contract'] as const,
        depth: 'quick' as const,
        seed: 1,
        strict: true,
      };
      const { clauses: judged } = await judge(embedded.config, { ...CATALOGUE, ...options });
      expect(judged.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-run')).toEqual([]);
      expect(judged.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(5);
    } finally {
      await embedded.close();
      rmSync(folder, { recursive: true });
    }
  });
}
