import { test, expect } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Output } from '../../../cli/output.ts';
import { specCommand } from '../../../cli/spec.ts';
import { startMock } from '../../../mocks/index.ts';
import { contractAjv } from '../../../spec/ajv.ts';
import { asset } from '../../../spec/asset.ts';
import { loadContract, type Contract } from '../../../spec/contract.ts';

const form = (name: string) => asset(`tests/unit/spec/fixtures/forms/${name}.json`);

/** Runs `mitp spec` in this process and gives what it says. */
async function spec(...args: string[]): Promise<{ said: string[]; code: number }> {
  const said: string[] = [];
  let code = 0;
  const output: Output = { say: (text) => void said.push(text), print: () => undefined, exit: (exit) => (code = exit) };
  await specCommand(output).parseAsync(args, { from: 'user' });
  return { said, code };
}

/** Every list of a mock of the contract is 200 and valid by our validator. */
async function expectServed(file: string, contract: Contract): Promise<void> {
  const mock = await startMock({ spec: file, size: 'small' });
  const ids: Record<string, string> = {};
  try {
    for (const { id, path, envelope, parent, parameters } of contract.operations) {
      const demanded = parameters.filter(({ required, in: place }) => required === true && place !== 'path');
      const value = ({ example, schema }: (typeof demanded)[number]) => {
        const given = example ?? schema?.default ?? 1;
        return typeof given === 'string' ? given : JSON.stringify(given);
      };
      const query = demanded.filter(({ in: place }) => place === 'query').map((one) => `${one.name}=${value(one)}`);
      const more = demanded.filter(({ in: place }) => place === 'header').map((one) => [one.name, value(one)]);
      const address = mock.baseUrl + path.replace(/\{.*\}/, ids[parent?.operation ?? ''] ?? '');
      const response = await fetch(`${address}?${query.join('&')}`, {
        headers: { [contract.keyHeader]: mock.keys.active, ...(Object.fromEntries(more) as Record<string, string>) },
      });
      const page = (await response.json()) as { items: { id: unknown }[] };
      expect(response.status, `${id} ${JSON.stringify(page).slice(0, 300)}`).toBe(200);
      const validate = contractAjv().compile(envelope);
      expect(validate(page), `${id} ${JSON.stringify(validate.errors)}`).toBe(true);
      ids[id] = String(page.items[0]?.id);
    }
  } finally {
    await mock.close();
  }
}

/** What is written of a file, and what the contract makes of it. */
const FORMS: readonly {
  readonly name: string;
  readonly what: string;
  readonly notes?: readonly RegExp[];
  readonly holds?: (contract: Contract) => void;
}[] = [
  {
    name: 'swashbuckle-2.0',
    what: 'Swagger 2.0 with x-nullable and a key in another header',
    notes: [/The request limit is read from "Up to 60 requests per minute\."/],
    holds: (contract) => {
      expect(contract.keyHeader).toBe('X-Api-Key');
      expect(contract.limit).toEqual({ requests: 60, windowSeconds: 60 });
      expect(field(contract, 'listClients', 'lastReviewDate')?.nullable).toBe(true);
    },
  },
  {
    name: 'swashbuckle-3.1',
    what: 'a nullable reference as `type: "null"` with allOf',
    holds: (contract) => {
      expect(field(contract, 'listReviews', 'assignedVCIO')).toMatchObject({ type: 'object', nullable: true });
      expect(field(contract, 'listReviews', 'assignedVCIO.id')?.format).toBe('uuid');
    },
  },
  {
    name: 'nswag-3.0',
    what: 'nullable beside oneOf of one reference, guid, whole numbers with names, two keys',
    notes: [
      /several keys in headers \(Authorization, mitp-api-key\); mitp-api-key is taken, because security requires/,
    ],
    holds: (contract) => {
      expect(contract.keyHeader).toBe('mitp-api-key');
      expect(field(contract, 'listClients', 'id')?.format).toBe('uuid');
      expect(field(contract, 'listReviews', 'assignedVCIO')).toMatchObject({ type: 'object', nullable: true });
      expect(field(contract, 'listReviews', 'status')).toMatchObject({
        enum: [0, 1, 2, 3],
        'x-enum-varnames': ['New', 'EngineerInProgress', 'VCIOInProgress', 'Complete'],
      });
      expect(new URL(contract.document.servers?.[0]?.url ?? '').hostname).toBe('reporting.live.myitprocess.com');
    },
  },
  {
    name: 'aspnetcore-9',
    what: 'sets without a type, components for nullable kinds',
    holds: (contract) => {
      expect(field(contract, 'listReviews', 'origin')).toMatchObject({ type: 'string', enum: ['Imported', 'Entered'] });
      expect(field(contract, 'listReviews', 'previousStatus')?.nullable).toBe(true);
      expect(field(contract, 'listReviews', 'assignedEngineer')?.nullable).toBe(true);
    },
  },
  {
    name: 'aspnetcore-10',
    what: 'OpenAPI 3.1: oneOf null and a reference, numbers that are read from text, words beside a reference',
    holds: (contract) => {
      expect(field(contract, 'listReviews', 'assignedVCIO')?.nullable).toBe(true);
      expect(field(contract, 'listReviews', 'reviewer')).toMatchObject({
        type: 'object',
        description: 'Who reviews it.',
      });
      expect(field(contract, 'listReviews', 'id')).toMatchObject({ type: 'integer' });
      expect(field(contract, 'listReviews', 'id')?.pattern).toBeUndefined();
      expect(field(contract, 'listClients', 'alignmentScore')).toMatchObject({ type: 'number', nullable: true });
      expect(field(contract, 'listClients', 'tier')?.enum).toEqual(['gold']);
    },
  },
  {
    name: 'aspnetcore-10-in-3.0',
    what: 'OpenAPI 3.0 of the same: null as a choice without a type',
    holds: (contract) => {
      for (const path of ['assignedVCIO', 'status', 'approver']) {
        expect(field(contract, 'listReviews', path)?.nullable, path).toBe(true);
      }
      expect(field(contract, 'listReviews', 'single')).toMatchObject({ type: 'object' });
      expect(field(contract, 'listReviews', 'single')?.nullable).toBeUndefined();
    },
  },
  {
    name: 'keywords',
    what: 'formats, patterns, lengths, bounds, and ours narrowed',
    holds: (contract) => {
      expect(field(contract, 'listClients', 'currency')?.pattern).toBe('^[A-Z]{3}$');
      expect(field(contract, 'listClients', 'share')).toMatchObject({ exclusiveMinimum: true, maximum: 1 });
      expect(field(contract, 'listClients', 'alignmentScore')).toMatchObject({ minimum: 10, maximum: 20 });
      expect(field(contract, 'listClients', 'labels')?.additionalProperties).toMatchObject({ type: 'integer' });
      expect(field(contract, 'listReviews', 'status')).toMatchObject({ type: 'object' });
    },
  },
  {
    name: 'beyond-the-contract',
    what: 'keywords that the contract has no word for',
    notes: [
      /listClients alignmentScore: What the file says \(`oneOf`\) cannot be told in the contract; ours stays/,
      /listClients rank: No value was found that the file allows; `pattern`/,
      /listClients shape: `oneOf` cannot be told/,
      /listClients size: `not` cannot be told/,
    ],
    holds: (contract) => expect(field(contract, 'listClients', 'alignmentScore')).toMatchObject({ maximum: 100 }),
  },
  {
    name: 'versioned-paths',
    what: 'a version in the paths and a server with a variable',
    notes: [/The version in the paths \(v\{version\}\) is taken as v1, as in our base path/],
    holds: (contract) => {
      expect(contract.basePath).toBe('/public-api/v1');
      expect(contract.operations.map(({ path }) => path)).toEqual(['/clients', '/reviews']);
    },
  },
  {
    name: 'silence',
    what: '200 without a body, 2XX, default alone, a path in another file, a server without a scheme',
    notes: [
      /^\/clients, \/users: The file says nothing of the body of 200; what the contract had stays\.$/,
      /^\/meetings: The path is described outside this file/,
    ],
    holds: (contract) => {
      expect(contract.operations.map(({ id }) => id)).toEqual([
        'listClients',
        'listReviews',
        'listUsers',
        'listMeetings',
      ]);
      expect(field(contract, 'listClients', 'alignmentScore')?.['x-evidence']).toBe('observed');
      expect(field(contract, 'listReviews', 'id')?.['x-evidence']).toBe('documented');
      expect(contract.basePath).toBe('/public-api/v1');
    },
  },
  {
    name: 'parameters',
    what: 'filters in other forms, a smaller page, parameters that every request has to carry',
    notes: [
      /queryFilters: The file writes it as an object, `style: deepObject`: suites and mock write and read it so/,
      /sortingRules: The file writes it as JSON \(`content`\), which is what suites and mock send/,
      /Clients must now send tenant \(query\); the suites send "north"/,
      /Clients must now send X-Client-Version \(header\)/,
    ],
    holds: (contract) => {
      const clients = contract.operations.find(({ id }) => id === 'listClients');
      const of = (name: string) => clients?.parameters.find((parameter) => parameter.name === name);
      expect(of('queryFilters')).toMatchObject({ style: 'deepObject', 'x-evidence': 'documented' });
      expect(of('sortingRules')).toMatchObject({ schema: { type: 'string' }, 'x-evidence': 'documented' });
      expect(of('page')?.required).toBe(true);
      expect(clients?.maxPageSize).toBe(50);
    },
  },
  {
    name: 'key-as-parameter',
    what: 'the key as a plain header parameter',
    notes: [/The key is the header parameter X-MITP-Key there/],
    holds: (contract) => {
      expect(contract.keyHeader).toBe('X-MITP-Key');
      const names = contract.operations[0]?.parameters.map(({ name }) => name);
      expect(names).not.toContain('X-MITP-Key');
    },
  },
  {
    name: 'odd-components',
    what: 'components that no list uses, schemas that are true, references to themselves, `%` in names',
    notes: [/listClients parent: `a reference to itself` cannot be told/],
    holds: (contract) => {
      expect(field(contract, 'listClients', 'notes')).toMatchObject({ type: 'string', nullable: true });
      expect(field(contract, 'listClients', 'hundred')).toMatchObject({ type: 'integer' });
    },
  },
  {
    name: 'numeric-ids',
    what: 'another type of id, with every relation whole',
    holds: (contract) => expect(field(contract, 'listReviews', 'client.id')?.type).toBe('integer'),
  },
];

const field = ({ operations }: Contract, operation: string, path: string) =>
  operations.find(({ id }) => id === operation)?.members.find((fieldPath) => fieldPath.path === path)?.schema;

for (const { name, what, notes = [], holds } of FORMS) {
  test(`${name}: imported, checked and served: ${what}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'form-'));
    const file = join(folder, 'openapi.yaml');
    try {
      const { said } = await spec('import', form(name), '--out', file);
      for (const note of notes) {
        const found = said.filter((line) => line.startsWith('Note: ')).map((line) => line.slice('Note: '.length));
        expect(
          found.some((line) => note.test(line)),
          `${String(note)} in\n${found.join('\n')}`,
        ).toBe(true);
      }
      expect((await spec('check', file)).said.join()).toContain('is fit for suites and mock');
      const contract = loadContract(file);
      holds?.(contract);
      await expectServed(file, contract);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test('a path parameter is found in any letter case, and a list of which it is not declared is left out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'form-'));
  const file = join(folder, 'swagger.json');
  const vendor = JSON.parse(readFileSync(form('../swashbuckle'), 'utf8')) as {
    paths: Record<string, { get: { parameters: { name: string; in: string }[] } }>;
  };
  for (const { get } of Object.values(vendor.paths)) {
    for (const one of get?.parameters ?? []) if (one.in === 'path') one.name = one.name.toUpperCase();
  }
  const users = vendor.paths['/public-api/v1/users'];
  vendor.paths['/public-api/v1/clients/{clientId}/products'] = users!;
  writeFileSync(file, JSON.stringify(vendor));
  const { said } = await spec('import', file, '--dry-run');
  expect(said.join('\n')).toContain(
    '/clients/{clientId}/products: Left out: its path parameter clientId is not declared.',
  );
  rmSync(folder, { recursive: true });
});

test('another letter case is refused with what was found', async () => {
  await expect(spec('import', form('pascal-case'), '--dry-run')).rejects.toThrow(
    /2 GET paths answer \{Page, PageSize, TotalCount, Items\}\. Nearest: \/public-api\/v1\/clients .* in other letter case/,
  );
});

for (const [encoding, mark] of [
  ['utf16le', '\uFEFF'],
  ['utf8', '\uFEFF'],
] as const) {
  test(`a file in ${encoding} with a byte order mark is read`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'form-'));
    const file = join(folder, 'swagger.json');
    writeFileSync(file, Buffer.from(mark + readFileSync(form('key-as-parameter'), 'utf8'), encoding));
    const { said } = await spec('import', file, '--dry-run');
    expect(said.join('\n')).toContain('The key is the header parameter');
    rmSync(folder, { recursive: true });
  });
}

test('schemas shared four wide and ten deep are imported without growing beyond measure, and cut where no row could hold them', async () => {
  const vendor = JSON.parse(readFileSync(form('key-as-parameter'), 'utf8')) as {
    components: { schemas: Record<string, object> };
  };
  const { schemas } = vendor.components;
  for (let level = 0; level < 10; level += 1) {
    const next = { $ref: `#/components/schemas/Level${level + 1}` };
    schemas[`Level${level}`] = { type: 'object', properties: { a: next, b: next, c: next, d: next } };
  }
  schemas.Level10 = { type: 'string' };
  Object.assign((schemas.ClientDto as { properties: object }).properties, {
    deep: { $ref: '#/components/schemas/Level0' },
  });
  const folder = mkdtempSync(join(tmpdir(), 'form-'));
  const file = join(folder, 'swagger.json');
  writeFileSync(file, JSON.stringify(vendor));
  const before = process.cpuUsage();
  const { said } = await spec('import', file, '--dry-run');
  const { user } = process.cpuUsage(before);
  expect(said.join('\n')).toContain('more fields than can be worked with');
  expect(user / 1000, 'milliseconds of work').toBeLessThan(3000);
  rmSync(folder, { recursive: true });
});
