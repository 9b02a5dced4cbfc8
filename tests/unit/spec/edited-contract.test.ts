import { expect, test } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { makeDataset } from '../../../mocks/dataset/index.ts';
import { startMock } from '../../../mocks/index.ts';
import type { Mock } from '../../../mocks/start.ts';
import { contractOf, DEFAULT_CONTRACT } from '../../../spec/contract.ts';
import { parseSource } from '../../../spec/openapi/document.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access,
   @typescript-eslint/no-unsafe-assignment --
   the edits reach into a parsed YAML file, which has no type. */

type Edit = (document: any) => void;

const text = readFileSync(DEFAULT_CONTRACT, 'utf8');

/** Our contract, as somebody changed it by hand. */
function edited(edit: Edit): string {
  const document = parse(text);
  edit(document);
  return JSON.stringify(document);
}

const contract = (edit: Edit) => contractOf(parseSource(edited(edit), 'edited.json'));

/** Does something with a mock that serves an edited contract. */
async function withMock(edit: Edit, act: (mock: Mock) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mitp-test-'));
  const spec = join(folder, 'edited.json');
  writeFileSync(spec, edited(edit));
  const mock = await startMock({ spec, size: 'small' });
  try {
    await act(mock);
  } finally {
    await mock.close();
    rmSync(folder, { recursive: true });
  }
}

for (const [what, edit] of [
  ['is /', (document) => (document.servers = [{ url: '/' }])],
  ['is not given', (document) => delete document.servers],
] as [string, Edit][]) {
  test(`where the base path ${what}, the API does not hide the pages of the mock`, async () => {
    await withMock(edit, async ({ baseUrl, url: origin, keys }) => {
      expect(baseUrl).toBe(origin);
      const status = async (path: string, headers: Record<string, string> = {}) =>
        (await fetch(origin + path, { headers })).status;
      expect(await status('/clients', { 'mitp-api-key': keys.active })).toBe(200);
      expect(await status('/nothing', { 'mitp-api-key': keys.active })).toBe(404);
      for (const path of ['/', '/index.html', '/portal', '/__mock', '/__mock/state', '/swagger-ui/docs.css'])
        expect(await status(path), path).toBe(200);
      const served = (await (await fetch(`${origin}/openapi.json`)).json()) as { servers: { url: string }[] };
      expect(served.servers[0]?.url).toBe(origin);
    });
  });
}

test('where the key travels in Authorization, the second of two keys counts, too', async () => {
  const inAuthorization: Edit = (document) => (document.components.securitySchemes.apiKey.name = 'Authorization');
  await withMock(inAuthorization, async ({ baseUrl, keys }) => {
    const status = (values: readonly string[]) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = values.flatMap((value) => ['Authorization', value]);
        const sent = request(`${baseUrl}/clients`, { headers: ['Host', 'mock', ...headers] }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on('error', reject).end();
      });
    expect(await status([keys.active])).toBe(200);
    expect(await status([keys.active, 'x'.repeat(40)])).toBe(401);
  });
});

test('where nothing may be null, both ends of every relation still agree', () => {
  const withoutNull = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    delete (node as { nullable?: boolean }).nullable;
    Object.values(node).forEach(withoutNull);
  };
  const { lists } = makeDataset(
    contract(({ components }) => withoutNull(components.schemas)),
    'small',
    1,
  );
  interface Linked {
    readonly id: number;
    readonly recommendationsIds: readonly number[];
    readonly initiative: { readonly id: number };
  }
  const rows = (id: string) => lists.get(id) as unknown as readonly Linked[];
  const initiatives = new Map(rows('listInitiatives').map(({ id, recommendationsIds }) => [id, recommendationsIds]));
  for (const { id, initiative } of rows('listRecommendations')) expect(initiatives.get(initiative.id)).toContain(id);
  expect([...initiatives.values()].flat()).toHaveLength(rows('listRecommendations').length);
});

test('pages that begin at 0 are no contract', () => {
  const fromZero: Edit = ({ components }) => (components.parameters.page.schema = { type: 'integer', default: 0 });
  expect(() => contract(fromZero)).toThrow(/\/clients: its pages begin below 1: .*Write `minimum: 1, default: 1`/);
});

test('rows of several schemas are no contract, and what makes them one is said', () => {
  const composed: Edit = ({ components: { schemas } }) => (schemas.Client = { allOf: [schemas.Client] });
  expect(() => contract(composed)).toThrow(/\/clients: .* is no list\. .*Write allOf, oneOf and anyOf out, or have/);
});

test('an OpenAPI file that is no contract is told in one line, with the command that makes it one', () => {
  const file = readFileSync('tests/unit/spec/fixtures/swashbuckle.json', 'utf8');
  expect(() => contractOf(parseSource(file, 'vendor.json'))).toThrow(
    /^vendor\.json: This is an OpenAPI file, but no contract yet: .*: mitp spec import vendor\.json --out my-contract\.yaml$/,
  );
});
