import { expect, test, type Browser, type Page } from '@playwright/test';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
import { portalNames } from '../../auth/portal/names.ts';
import { Pace } from '../../auth/portal/pace.ts';
import { Popup } from '../../auth/portal/popup.ts';
import { RecordActs } from '../../auth/portal/record-acts.ts';
import { RecordList } from '../../auth/portal/record-list.ts';
import { ValueField } from '../../auth/portal/value-field.ts';
import { PageWatch } from '../../auth/portal/watch.ts';

let browser: Browser;
let page: Page;
test.beforeAll(async () => {
  browser = (await acquireBrowser())!.browser;
});
test.afterAll(() => browser.close());
test.beforeEach(async () => {
  page = await browser.newPage();
});
test.afterEach(() => page.close());

/** What drives the page. */
function driver() {
  const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
  const popup = new Popup(page, names, watch);
  const list = new RecordList({ page, names, watch, popup });
  const value = new ValueField(page, names, watch);
  return { list, value, acts: new RecordActs({ page, names, watch, popup, list, value }) };
}

/** A list that shows its revoked records apart, behind something that calls `show(state)`. */
const apart = (views: string) => `<!doctype html>${views}<table id="rows"></table><script>
  const show = (...states) => (rows.innerHTML = [['ours', 'active'], ['theirs', 'revoked']].filter(([, state]) => states.includes(state))
    .map(([name]) => '<tr><td>' + name + '</td><td><button>Delete</button></td></tr>').join(''));
  show('active');
  const select = (tab) => { for (const one of document.querySelectorAll('[role=tab]')) one.ariaSelected = String(one === tab); show(tab.dataset.state); }
</script>`;

const VIEWS: Readonly<Record<string, string>> = {
  'a tab': `<div role="tablist"><button role="tab" aria-selected="true" data-state="active" onclick="select(this)">Active (1)</button>
    <button role="tab" aria-selected="false" data-state="revoked" onclick="select(this)">Revoked (1)</button></div>`,
  'a switch': `<label><input type="checkbox" role="switch" onchange="show('active', this.checked ? 'revoked' : '')"> Show revoked keys</label>`,
  'a choice': `<label><input type="radio" name="of" checked onchange="show('active')"> Active</label>
    <label><input type="radio" name="of" onchange="show('active', 'revoked')"> All</label>`,
  'a choice whose inputs are hidden': `<style>input { position: absolute; width: 0; height: 0; opacity: 0 }</style><input type="radio" name="of" id="one" checked onchange="show('active')">
    <label for="one">Active</label><input type="radio" name="of" id="two" onchange="show('active', 'revoked')"><label for="two">All</label>`,
  'a list of choices': `<label>Status <select onchange="show(this.value)"><option value="active">Active</option><option value="revoked">Revoked</option></select></label>`,
  'a list of choices that a library draws': `<button role="combobox" aria-expanded="false" onclick="list.hidden = false">Status: Active</button>
    <div role="listbox" id="list" hidden><div role="option" onclick="list.hidden = true; show('active')">Active</div>
    <div role="option" onclick="list.hidden = true; show('revoked')">Revoked</div></div>`,
};

for (const [what, views] of Object.entries(VIEWS)) {
  test(`a record that the list shows apart, behind ${what}, is found there, and one that is nowhere is not`, async () => {
    await page.setContent(apart(views));
    const { list } = driver();
    expect(await list.find('theirs')).toBeDefined();
    expect(await list.find('ours')).toBeDefined();
    expect(await list.find('nobody’s')).toBeUndefined();
    expect(await list.all('s')).toEqual(
      expect.arrayContaining([expect.stringMatching(/ours/), expect.stringMatching(/theirs/)]),
    );
  });
}

test('a switch that may turn the API off is left alone', async () => {
  await page.setContent(`${apart('<label><input type="checkbox" role="switch" onchange="document.title = 1"> Active</label>')}
    <button role="switch" aria-checked="false" onclick="document.title = 1">Inactive</button>`);
  expect(await driver().list.find('theirs')).toBeUndefined();
  expect(await page.title()).toBe('');
});

test('the controls of a record are found in a column that its grid draws as a row of its own', async () => {
  const row = (i: number, text: string) => `<div role="row" aria-rowindex="${i}">${text}</div>`;
  const acts = (id: string) => `<button>Revoke</button> <button id="${id}">Delete</button>`;
  await page.setContent(
    `<div role="grid"><div>${row(2, 'theirs')}${row(3, 'ours')}</div><div>${row(2, acts('not'))}${row(3, acts('own'))}</div></div>`,
  );
  const { list } = driver();
  expect(await (await list.controlOf((await list.find('ours'))!, 'delete'))?.getAttribute('id')).toBe('own');
});

/** Where a portal shows a new value without a label of its own. */
const VALUE = 'q8Zr2LmN5tVx7WcB9dFg';
const SHOWN: Readonly<Record<string, string>> = {
  'in the only code': `<p>Copy it: <code>${VALUE}</code></p>`,
  'beside another code': `<p><b>Key ID</b> <code>0a1b2c3d-4e5f-6071</code></p><p><b>API key</b> <code>${VALUE}</code></p>`,
  'in a field without a name': `<div><span>API key</span><input readonly value="${VALUE}"></div>`,
};

for (const [where, markup] of Object.entries(SHOWN)) {
  test(`a new value is read ${where}, and not what was there before`, async () => {
    await page.setContent(`<code>npm-install-something</code><div id="new"></div>`);
    const { value } = driver();
    await value.begin();
    expect(await value.peek()).toBe('');
    await page.locator('#new').evaluate((element, html) => (element.innerHTML = html), markup);
    expect(await value.read()).toBe(VALUE);
  });
}

test('an act in a menu counts as done only where something was sent, or the record has changed', async () => {
  const portal = (
    act: string,
  ) => `<table><tr><td>ours</td><td id="state">active</td><td><button aria-haspopup="menu" onclick="menu.hidden = false">⋯</button></td></tr></table>
    <div role="menu" id="menu" hidden><div role="menuitem" tabindex="0" onclick="menu.hidden = true; ${act}">Revoke</div></div>`;
  await page.setContent(portal(''));
  const first = driver().acts;
  expect(await first.press('ours', 'revoke')).toBe(false);
  expect(await first.notDone('ours', 'revoke')).toBe('revoke: nothing was sent, and the record did not change');
  // A record that is hidden has changed, too, also where another of its name remains.
  const twin = '<table><tr><td>ours</td><td>active</td></tr></table>';
  for (const change of ["state.textContent = 'revoked'", 'state.parentElement.hidden = true']) {
    await page.setContent(twin + portal(change));
    const { acts } = driver();
    await acts.press('ours', 'revoke');
    expect(await acts.notDone('ours', 'revoke')).toBeUndefined();
  }
});
