import { test, expect } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMock } from '../../../mocks/index.ts';
import { loadContract } from '../../../spec/contract.ts';

test('REL-02 an id that may be null no longer points at a row that exists', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lost-'));
  const file = join(folder, 'openapi.json');
  const text = JSON.stringify(loadContract().document);
  const field = /("parentId":\{[^{}]*?),"nullable":true/;
  expect(text).toMatch(field);
  writeFileSync(file, text.replace(field, '$1').replaceAll('"parentId":null', '"parentId":1201'));
  await using mock = await startMock({ spec: file, size: 'small' });
  const response = await fetch(`${mock.baseUrl}/recommendations`, { headers: { 'mitp-api-key': mock.keys.active } });
  const { items } = (await response.json()) as { items: { id: number; parentId: number }[] };
  const ids = new Set(items.map(({ id }) => id));
  expect(items.filter(({ parentId }) => !ids.has(parentId))).toEqual([]);
  rmSync(folder, { recursive: true });
});
