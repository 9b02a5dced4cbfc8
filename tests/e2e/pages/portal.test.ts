import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser } from '@playwright/test';
import { saveSession, stateWhenClosed } from '../../../cli/portal.ts';
import type { Fault } from '../../../mocks/faults/hooks.ts';
import { startMock } from '../../../mocks/index.ts';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
import { portalNames, type NAMES } from '../../auth/portal/names.ts';
import { Portal } from '../../auth/portal/portal.ts';
import { shownInMask, shownOf } from '../../auth/portal/mask.ts';

/** A folder that is removed when the test is over. */
async function withFolder(use: (folder: string) => Promise<void> | void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mitp-portal-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let browser: Browser;
test.beforeAll(async () => {
  browser = (await acquireBrowser())!.browser;
});
test.afterAll(() => browser.close());

test('a saved session opens the portal without a sign-in, and without one it says what to set', async () => {
  const mock = await startMock({ size: 'small' });
  try {
    const username = mock.providers[0]?.users[0]?.username ?? '';
    await withFolder(async (folder) => {
      const file = join(folder, 'session.json');
      const signedIn = await Portal.open({ url: mock.portalUrl, username, password: 'demo' }, browser);
      // Somebody closes the window when they have signed in.
      const saved = stateWhenClosed(signedIn.page);
      await signedIn.page.waitForTimeout(100);
      await signedIn.close();
      saveSession((await saved)!, file);
      expect(statSync(file).mode & 0o777).toBe(0o600);

      const later = await Portal.open({ url: mock.portalUrl, storageState: file }, browser);
      await later.openKeys();
      await later.close();
    });
    await expect(Portal.open({ url: mock.portalUrl }, browser)).rejects.toThrow(/set MITP_PORTAL_USERNAME/);
  } finally {
    await mock.close();
  }
});

/** The portal in another language: its controls are called otherwise, and nothing else is changed. */
const GERMAN: readonly (readonly [vendor: string, here: string, name: keyof typeof NAMES])[] = [
  ['Username', 'Kennung', 'username'],
  ['Password', 'Kennwort', 'password'],
  ['Sign in', 'Anmelden', 'signIn'],
  ['My Account', 'Mein Konto', 'myAccount'],
  ['Account Settings', 'Einstellungen', 'accountSettings'],
  ['Add API key', 'Neuer Schlüssel', 'addKey'],
  ['API key name', 'Bezeichnung', 'keyName'],
  ['API Keys', 'Zugänge', 'apiKeys'],
  ['API key', 'Wert', 'keyValue'],
  ['Regenerate', 'Erneuern', 'regenerate'],
  ['Generate', 'Erzeugen', 'generate'],
  ['Copy', 'Kopieren', 'copy'],
  ['Revoke', 'Widerrufen', 'revoke'],
  ['Delete', 'Löschen', 'delete'],
  ['Cancel', 'Abbrechen', 'cancel'],
];
const german: Fault = {
  id: 'german',
  class: 'variant',
  sentence: 'Calls its controls otherwise.',
  clauses: [],
  hooks: () => ({
    portal: (conforming) => ({
      ...conforming,
      body: (text, path) =>
        path.includes('/assets/') ? text : GERMAN.reduce((all, [vendor, here]) => all.replaceAll(vendor, here), text),
    }),
  }),
};

test('a portal that calls everything otherwise is driven by a file of names, by other people too', async () => {
  const mock = await startMock({ size: 'small', catalogue: [german], faults: ['german'] });
  const [admin, , engineer] = mock.providers[0]?.users.map(({ username }) => ({ username, password: 'demo' })) ?? [];
  try {
    await withFolder(async (folder) => {
      const names = join(folder, 'names.json');
      writeFileSync(names, JSON.stringify(Object.fromEntries(GERMAN.map(([, here, name]) => [name, here]))));
      const portal = await Portal.open({ url: mock.portalUrl, ...admin, names }, browser);
      await portal.openKeys();
      const value = await portal.generate('ci');
      expect(await portal.value.copied()).toBe(value);
      await portal.openKeys();
      expect(await portal.acts.press('ci', 'revoke')).toBe(true);
      await portal.acts.answer('cancel');
      await portal.acts.press('ci', 'revoke');
      await portal.acts.answer('revoke');
      expect(await portal.acts.regenerate('ci')).not.toBe(value);
      await portal.openKeys();
      await portal.acts.press('ci', 'delete');
      await portal.acts.answer('delete');
      expect(await portal.list.find('ci')).toBe(undefined);
      await (await portal.visit(engineer)).close();
      await portal.close();
    });
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

test('a mask that shows both ends of a value shows their sum, and what an attribute holds counts', () => {
  expect(shownInMask('abcdefghij', 'Active abc••••hij today', '<td>')).toEqual({ shown: 6, length: 10 });
  expect(shownInMask('abcdefghij', '••••••••', '<td title="abcdefg">')).toEqual({ shown: 7, length: 8 });
  expect(shownInMask('abcdefghij', 'Active since today', '<td>')).toEqual({ shown: 1, length: 0 });
});

test('a mask shows as much of a value as it has in one piece from either end', () => {
  expect(shownOf('abcdefghij', '••••••••')).toBe(0);
  expect(shownOf('abcdefghij', '••••••ghij')).toBe(4);
  expect(shownOf('abcdefghij', 'abcde•••••')).toBe(5);
});

test('names are known with what component libraries add to them, and told from others', () => {
  const names = portalNames();
  for (const [name, right, wrong] of [
    ['keyName', ['API key name', '* API key name', 'API key name *', 'API key name:'], ['Name of the API key']],
    ['keyValue', ['API key', 'API key:', '* API key'], ['API keys', 'API key name', 'Old API key']],
    ['addKey', ['Add API key', '+ Add API key', 'plus Add API key', 'Add API key…'], ['How to Add API key']],
    ['apiKeys', ['API Keys', 'API Keys (12)', 'API Keys 3', 'key API Keys'], ['About API Keys', 'API Keys help']],
    ['accountSettings', ['Account Settings', 'setting Account Settings'], ['Account Settings help']],
    ['nextPage', ['Next', 'Go to next page', '›', 'right', 'chevron_right'], ['Copyright', 'Next of kin']],
    ['previousPage', ['Previous', 'left', 'chevron-left'], ['5 left']],
  ] as const) {
    expect(right.filter((text) => !names[name].test(text))).toEqual([]);
    expect(wrong.filter((text) => names[name].test(text))).toEqual([]);
  }
});
