import { expect, test, type Browser } from '@playwright/test';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
import { NotSettled } from '../../auth/portal/not-settled.ts';
import { portalNames } from '../../auth/portal/names.ts';
import { Pace } from '../../auth/portal/pace.ts';
import { Popup } from '../../auth/portal/popup.ts';
import { PageWatch } from '../../auth/portal/watch.ts';
import { RecordList } from '../../auth/portal/record-list.ts';
import { Portal } from '../../auth/portal/portal.ts';
import { PLACES, startPlace, targetOf } from '../front-ends/front-ends.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = (await acquireBrowser())!.browser;
});
test.afterAll(() => browser.close());

for (const place of PLACES) {
  test(`a key is revoked, regenerated and deleted where the acts are in no row: ${place}`, async () => {
    const site = await startPlace(place, { there: 12 });
    const stateOf = () => site.store.list('contoso').find(({ name }) => name === 'ours')?.status ?? 'gone';
    const portal = await Portal.open(targetOf(site).portal!, browser);
    try {
      await portal.openKeys();
      const value = await portal.generate('ours');
      await portal.reloadKeys();
      const { acts } = portal;
      expect(await acts.offers('ours', 'revoke')).toBe(true);
      expect(await acts.press('ours', 'revoke')).toBe(true);
      await acts.answer('cancel');
      await portal.reloadKeys();
      expect(stateOf()).toBe('active');
      await acts.press('ours', 'revoke');
      await acts.answer('revoke');
      expect(await acts.notDone('ours', 'revoke')).toBeUndefined();
      expect(stateOf()).toBe('revoked');
      await portal.reloadKeys();
      // A list of choices above all records says nothing about one of them.
      if (place !== 'bar choice') expect(await acts.offers('ours', 'revoke')).toBe(false);
      expect(await acts.offers('ours', 'regenerate')).toBe(true);
      expect(await acts.regenerate('ours')).not.toBe(value);
      await portal.reloadKeys();
      await acts.press('ours', 'delete');
      await acts.answer('delete');
      expect(await portal.list.find('ours')).toBeUndefined();
      expect(site.store.list('contoso').filter(({ status }) => status === 'active').length).toBe(13);
    } finally {
      await portal.close();
      await site.close();
    }
  });
}

/** Two records without a control of their own, and what their page says more. */
async function controlOf(act: 'revoke' | 'delete', more: string) {
  const page = await browser.newPage();
  const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
  const list = new RecordList({ page, names, watch, popup: new Popup(page, names, watch) });
  const row = (name: string) =>
    `<tr><td><input type="checkbox" aria-label="Select ${name}" onchange="ticked?.(this)"></td><td>${name}</td></tr>`;
  await page.setContent(
    `<script>let ticked</script><table><tbody>${row('theirs')}${row('ours')}</tbody></table>${more}`,
  );
  try {
    const found = await list.controlOf((await list.find('ours'))!, act, 'ours');
    return await found?.getAttribute('id');
  } finally {
    await page.close();
  }
}

const BAR = '<button id="bar" disabled>Revoke</button><script>ticked = () => (bar.disabled = false)</script>';

test('a control that speaks of all keys or of an account, or belongs to another record, is never taken', async () => {
  expect(await controlOf('revoke', BAR)).toBe('bar');
  const others = [
    'Revoke all',
    'Revoke all API keys',
    'Revoke my account',
    'Revoke everything',
    'Tenant: revoke',
    'Revoke 2 others',
  ];
  for (const name of others)
    expect(await controlOf('revoke', BAR.replace('>Revoke<', `>${name}<`)), name).toBeUndefined();
  expect(await controlOf('revoke', '<aside><h2>theirs</h2><button>Revoke</button></aside>')).toBeUndefined();
  expect(await controlOf('delete', '<aside><h2>ours</h2><button id="own">Delete</button></aside>')).toBe('own');
});

test('an act on what is ticked is not tried while another record is ticked, or the list counts more than one', async () => {
  const both = BAR.replace('(bar', "(document.querySelector('input').checked = true, bar");
  await expect(controlOf('revoke', both)).rejects.toThrow(NotSettled);
  const counts = `<p id="count"></p>${BAR.replace('(bar', "(count.textContent = '3 keys selected', bar")}`;
  await expect(controlOf('revoke', counts)).rejects.toThrow(NotSettled);
});
