import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { saveSession } from '../../../cli/portal.ts';
import { startMock } from '../../../mocks/index.ts';
import { portalNames } from '../../auth/portal/names.ts';
import { Portal } from '../../auth/portal/portal.ts';
import { chanceOf, shapeOf, shownOf } from '../../auth/portal/shape.ts';

/** A folder that is removed when the test is over. */
async function withFolder(use: (folder: string) => Promise<void> | void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mitp-portal-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a saved session opens the portal without a sign-in, and without one it says what to set', async () => {
  const mock = await startMock({ size: 'small' });
  try {
    const username = mock.providers[0]?.users[0]?.username ?? '';
    await withFolder(async (folder) => {
      const file = join(folder, 'session.json');
      const signedIn = await Portal.open({ url: mock.portalUrl, username, password: 'demo' });
      await saveSession(signedIn.context, file);
      await signedIn.quit();
      expect(statSync(file).mode & 0o777).toBe(0o600);

      const later = await Portal.open({ url: mock.portalUrl, storageState: file });
      await later.openKeys();
      await later.quit();
    });
    await expect(Portal.open({ url: mock.portalUrl })).rejects.toThrow(/set MITP_PORTAL_USERNAME/);
  } finally {
    await mock.close();
  }
});

test('a file of names describes a portal that calls its controls otherwise; a wrong one is refused by name', async () => {
  await withFolder((folder) => {
    const file = join(folder, 'names.json');
    writeFileSync(file, '{ "revoke": "Widerrufen" }');
    expect(portalNames(file).revoke.test('Schlüssel widerrufen')).toBe(true);
    expect(portalNames(file).delete.test('-')).toBe(true);
    writeFileSync(file, '{ "remove": "Delete" }');
    expect(() => portalNames(file)).toThrow(/"remove" is none of/);
    expect(() => portalNames(join(folder, 'none.json'))).toThrow(/no JSON file that can be read/);
  });
});

test('the shape of a value tells its bits, and the time or the provider inside', () => {
  const now = Date.UTC(2026, 10, 23);
  expect(shapeOf('0123456789abcdef0123456789abcdef', now, [])).toMatchObject({ length: 32, bits: 128, tells: [] });
  expect(shapeOf(`k${now}Zq81Lm`, now, []).tells).toEqual(['the time']);
  expect(shapeOf('northwind-8fJ2kLq0', now, ['northwind']).tells).toEqual(['northwind']);
});

test('a mask shows as much of a value as it has in one piece from either end', () => {
  expect(shownOf('abcdefghij', '••••••••')).toBe(0);
  expect(shownOf('abcdefghij', '••••••ghij')).toBe(4);
  expect(shownOf('abcdefghij', 'abcde•••••')).toBe(5);
});

test('a value that lacks digits by chance is not taken for one of another alphabet', () => {
  expect(chanceOf(40, 'A-Z a-z', '0-9 A-Z a-z')).toBeGreaterThan(1e-6);
  expect(chanceOf(40, '0-9', '0-9 A-Z a-z')).toBeLessThan(1e-6);
});
