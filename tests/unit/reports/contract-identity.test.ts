import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { contractIdentity } from '../../../reports/contract-identity.ts';
import { asset } from '../../../spec/asset.ts';

const TEXT = `openapi: 3.0.4
info: { title: t, version: 1.5 }
paths:
  /users:
    summary: users
    get:
      operationId: listUsers
    post: none
  /odd: none
  /clients: { get: { operationId: listClients }, put: { operationId: 7 } }
`;

/** A repository of somebody else with a contract in it, and one beside it. */
function repository() {
  const root = test.info().outputPath('theirs');
  mkdirSync(join(root, '.github/workflows'), { recursive: true });
  mkdirSync(join(root, 'api'), { recursive: true });
  const file = join(root, 'api', 'vendor.yaml');
  writeFileSync(file, TEXT);
  const beside = test.info().outputPath('vendor.yaml');
  writeFileSync(beside, TEXT.replace('1.5', "'2'"));
  return { root, file, beside, env: { GITHUB_WORKSPACE: root } };
}

test('a contract of the repository is named by its place there, with the line of each operation', () => {
  const { file, env } = repository();
  const { contract } = contractIdentity(file, env);
  expect(contract).toStrictEqual({
    ...{ file: 'api/vendor.yaml', version: '1.5', digest: contract?.digest },
    lines: { listUsers: 6, listClients: 10 },
  });
  expect(contract?.digest).toMatch(/^[0-9a-f]{12}$/);
});

test('for one from elsewhere findings are shown at the workflow, or at what the repository surely has', () => {
  const { root, beside, env } = repository();
  const placeOf = (more: object = {}) => contractIdentity(beside, { ...env, ...more }).contract?.place;
  expect(contractIdentity(beside, env).contract).toMatchObject({ file: beside, version: '2' });
  expect(placeOf()).toBeUndefined();
  writeFileSync(join(root, 'README.md'), '');
  expect(placeOf()).toBe('README.md');
  const ref = { GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/ci.yml@refs/heads/main' };
  expect(placeOf(ref)).toBe('README.md');
  writeFileSync(join(root, '.github/workflows/ci.yml'), '');
  expect(placeOf(ref)).toBe('.github/workflows/ci.yml');
});

test('our own contract is here in our repository alone; a file that cannot be read has no identity', () => {
  expect(contractIdentity(undefined, { GITHUB_WORKSPACE: asset('') }).contract?.place).toBeUndefined();
  const { root, env } = repository();
  writeFileSync(join(root, 'package.json'), '{}');
  expect(contractIdentity(undefined, env).contract).toMatchObject({ file: 'spec/openapi.yaml', place: 'package.json' });
  expect(contractIdentity(join(root, 'nothing.yaml'), env)).toEqual({});
  const bare = join(root, 'bare.yaml');
  writeFileSync(bare, 'info: { version: [1] }');
  expect(contractIdentity(bare, env).contract).toMatchObject({ version: 'unknown', lines: {} });
});
