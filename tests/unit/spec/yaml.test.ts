import { test, expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { load, JSON_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';
import { startMock } from '../../../mocks/index.ts';
import { asset } from '../../../spec/asset.ts';
import { DEFAULT_CONTRACT, loadContract } from '../../../spec/contract.ts';
import { readSource } from '../../../spec/openapi/document.ts';
import { importContract } from '../../../spec/import/import.ts';
import { parseVendor } from '../../../spec/import/source.ts';

const text = readFileSync(DEFAULT_CONTRACT, 'utf8');

/** Plain texts in a flow mapping that hold `?` or `:`, where the parsers of YAML 1.1 do not agree. */
function unquotedInFlow(yaml: string): string[] {
  const bare = yaml.replaceAll(/'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"/g, "''");
  return bare.split('\n').filter((line) => {
    const [, flow = ''] = /^\s*(?:- )?(?:[\w-]+: ?)?(\{.*)$/.exec(line) ?? [];
    return /\?|:(?=\S)/.test(flow);
  });
}

/** How a text reads as YAML 1.1 and as YAML 1.2, by two libraries. */
const versions = (yaml: string) => [
  parse(yaml, { version: '1.1' }) as unknown,
  parse(yaml, { version: '1.1', merge: true }) as unknown,
  load(yaml),
  load(yaml, { schema: JSON_SCHEMA }),
];

test('the contract reads the same in YAML 1.1 and 1.2', () => {
  const expected = parse(text) as unknown;
  for (const version of versions(text)) expect(version).toEqual(expected);
  expect(unquotedInFlow(text)).toEqual([]);
});

test('the contract that a mock serves, and one that is imported, read the same in YAML 1.1 and 1.2', async () => {
  const mock = await startMock({ size: 'small' });
  const served = await (await fetch(`${mock.url}/openapi.yaml`)).text();
  await mock.close();
  const file = asset('tests/unit/spec/fixtures/swashbuckle.json');
  const imported = importContract(readSource(DEFAULT_CONTRACT), parseVendor(readFileSync(file, 'utf8'), file)).text;
  // Swagger UI 5.0 to 5.17 does not know 3.0.4: the mock serves its file as 3.0.3.
  for (const [yaml, version] of [
    [served, '3.0.3'],
    [imported, '3.0.4'],
  ] as const) {
    const expected = parse(yaml) as { openapi: string };
    expect(expected.openapi).toBe(version);
    for (const version of versions(yaml)) expect(version).toEqual(expected);
    expect(unquotedInFlow(yaml)).toEqual([]);
  }
});

test('every example of a parameter is served by the mock as it starts without options', async () => {
  const mock = await startMock();
  const get = async (path: string) =>
    (await fetch(mock.baseUrl + path, { headers: { 'mitp-api-key': mock.keys.active } })).status;
  let requested = 0;
  for (const { path, parameters } of loadContract().operations) {
    const inPath = parameters.find((parameter) => parameter.in === 'path');
    const [inside] = Object.values(inPath?.examples ?? {});
    const address = path.replace(/\{.*\}/, String(inside?.value));
    const queries = parameters
      .filter((parameter) => parameter.in === 'query')
      .flatMap(({ name, examples = {} }) =>
        Object.values(examples).map(({ value }) => `?${name}=${encodeURIComponent(String(value))}`),
      );
    for (const query of ['', ...queries]) {
      expect(await get(address + query), address + query).toBe(200);
      if ((requested += 1) % 40 === 0) mock.advance(60_000);
    }
  }
  expect(requested).toBeGreaterThanOrEqual(9 * 5);
  await mock.close();
});
