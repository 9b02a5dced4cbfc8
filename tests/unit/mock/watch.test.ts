import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

import { startMock, type Reload } from '../../../mocks/index.ts';
import { DEFAULT_CONTRACT } from '../../../spec/contract.ts';
import { send } from './send.ts';

test('A changed contract is served at once; a broken one changes nothing and is told with file and line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mitp-'));
  const spec = join(folder, 'openapi.yaml');
  copyFileSync(DEFAULT_CONTRACT, spec);
  const told: ((reload: Reload) => void)[] = [];
  const next = () => new Promise<Reload>((resolve) => told.push(resolve));
  const mock = await startMock({ size: 'small', spec, onReload: (reload) => told.shift()?.(reload) });
  expect((await send(mock, '/users?pageSize=50')).status).toBe(200);

  let reload = next();
  const text = readFileSync(spec, 'utf8');
  writeFileSync(
    spec,
    text.replace(
      'schema: { type: integer, format: int32, minimum: 1, maximum: 100, default: 100 }',
      'schema: { type: integer, format: int32, minimum: 1, maximum: 40, default: 40 }',
    ),
  );
  expect(await reload).toHaveProperty('contract');
  expect((await send(mock, '/users?pageSize=50')).status).toBe(400);
  expect((await send(mock, '/reviews')).body.items).toHaveLength(40);

  reload = next();
  writeFileSync(spec, 'openapi: 3.0.4\npaths: [\n');
  const broken = await reload;
  expect('error' in broken && broken.error.message).toContain('openapi.yaml');
  expect((await send(mock, '/users?pageSize=40')).status).toBe(200);
  await mock.close();
  rmSync(folder, { recursive: true });
});
