import { expect, test, type Browser } from '@playwright/test';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
import { portalNames } from '../../auth/portal/names.ts';
import { Popup } from '../../auth/portal/popup.ts';
import { RecordList } from '../../auth/portal/record-list.ts';
import { Pace } from '../../auth/portal/pace.ts';
import { PageWatch } from '../../auth/portal/watch.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = (await acquireBrowser())!.browser;
});
test.afterAll(() => browser.close());

/** How pages of a list are turned, as component libraries write it: each names `to(page)`, of which there are four. */
const PAGERS: Readonly<Record<string, string>> = {
  'icons in something with a title': `<ul><li title="Previous Page" aria-disabled="false"><button onclick="to(at-1)"><i role="img" aria-label="left"></i></button></li>
    <li title="Next Page"><button onclick="to(at+1)"><i role="img" aria-label="right"></i></button></li></ul>`,
  '« and » for one page more or less': `<nav><a href="#" onclick="to(at-1)">«</a> <a href="#" onclick="to(at+1)">»</a></nav>`,
  'first, previous, next and last': `<nav><button onclick="to(1)">«</button><button onclick="to(at-1)">‹</button>
    <button onclick="to(at+1)">›</button><button onclick="to(4)">»</button></nav>`,
  'numbers alone': `<div class="MyPager-pagination">${[1, 2, 3, 4].map((n) => `<button onclick="to(${n})">${n}</button>`).join('')}</div>`,
  'two that are disabled at the ends': `<button id="back" disabled onclick="to(at-1); back.disabled = at === 1; on.disabled = false">Previous</button>
    <button id="on" onclick="to(at+1); on.disabled = at === 4; back.disabled = false">Next</button>`,
  'icons with names': `<button aria-label="chevron_left" onclick="to(at-1)"></button><button aria-label="chevron_right" onclick="to(at+1)"></button>`,
};

/** A list of 20 records on four pages. */
const portal = (pager: string) => `<!doctype html><table><tbody id="rows"></tbody></table>${pager}
  <script>
    let at = 1;
    function to(page) {
      if (page < 1 || page > 4) return;
      at = page;
      rows.innerHTML = Array.from({ length: 5 }, (_, i) => '<tr><td>key ' + 'abcdefghijklmnopqrst'[(at - 1) * 5 + i] + '</td><td><button>Revoke</button></td></tr>').join('');
    }
    to(1);
  </script>`;

for (const [what, pager] of Object.entries(PAGERS)) {
  test(`a record on any page is found, and the whole list is read, where pages are turned by ${what}`, async () => {
    const page = await browser.newPage();
    const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
    const list = new RecordList({ page, names, watch, popup: new Popup(page, names, watch) });
    await page.setContent(portal(pager));
    for (const key of ['key t', 'key h', 'key a']) expect(await list.find(key), key).toBeDefined();
    expect(await list.find('key z')).toBeUndefined();
    expect(new Set(await list.all('key')).size).toBe(20);
    await page.close();
  });
}
