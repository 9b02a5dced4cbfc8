import { expect, test, type Browser } from '@playwright/test';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
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
