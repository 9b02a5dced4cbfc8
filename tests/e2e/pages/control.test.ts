import { expect, test, type Browser } from '@playwright/test';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
import { clickUncovered } from '../../auth/portal/click.ts';
import { control, controls } from '../../auth/portal/control.ts';
import { ControlGone } from '../../auth/portal/not-settled.ts';
import { byIcon } from '../../auth/portal/icon.ts';
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

test('a control whose text is only a sign is known by its tooltip, and one with words by its words alone', async () => {
  const page = await browser.newPage();
  await page.setContent(`<button title="Revoke what was deleted">Delete</button><button id="copy" title="Copy">⧉</button>
    <a href="#" id="away" title="Delete this key">🗑</a><button title="Regenerate" aria-label="Help">?</button>`);
  const names = portalNames();
  expect(await control(page, names.copy).getAttribute('id')).toBe('copy');
  expect(await control(page.locator('body'), /^delete this key$/i).getAttribute('id')).toBe('away');
  expect(await control(page, names.revoke).count()).toBe(0);
  expect(await control(page, names.regenerate).count()).toBe(0);
  await page.close();
});

test('a record is found above and below what is in view, in a list that draws only what is in view', async () => {
  const page = await browser.newPage();
  const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
  const list = new RecordList({ page, names, watch, popup: new Popup(page, names, watch) });
  await page.setContent(`<div id="box" style="height: 330px; overflow: auto"><div style="height: 1200px; position: relative"><ul id="rows"
      style="position: absolute; margin: 0; padding: 0"></ul></div></div><script>
    const draw = () => {
      const from = Math.max(0, Math.floor(box.scrollTop / 30) - 1);
      rows.style.top = from * 30 + 'px';
      rows.innerHTML = Array.from({ length: Math.min(14, 40 - from) }, (_, i) =>
        '<li style="height: 30px">key ' + String.fromCharCode(65 + from + i) + '. <button>Revoke</button></li>').join('');
    };
    box.onscroll = draw;
    draw();</script>`);
  for (const key of ['key A.', 'key d.', 'key B.']) expect(await list.find(key), key).toBeDefined();
  expect(new Set(await list.all('key')).size).toBe(40);
  expect(await list.find('key none.')).toBeUndefined();
  await page.close();
});

test('a record whose controls are exchanged while they are looked for gives the one that it has then', async () => {
  const page = await browser.newPage();
  const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
  const list = new RecordList({ page, names, watch, popup: new Popup(page, names, watch) });
  await page.setContent(`<table><tr><td>ours</td><td id="acts"><button>Revoke</button> <button>Delete</button></td></tr></table>
    <script>let left = 10;
    const timer = setInterval(() => {
      acts.innerHTML = (acts.innerHTML.includes('Revoke') ? '<button>Regenerate</button>' : '<button>Revoke</button>') + '<button>Delete</button>';
      if (--left === 0) clearInterval(timer);
    }, 30);</script>`);
  const began = Date.now();
  const found = await list.controlOf(list.shown('ours'), 'revoke');
  await expect.poll(() => found?.isVisible()).toBe(true);
  expect(Date.now() - began).toBeLessThan(10_000);
  await page.close();
});

/** How controls say that they open the menu of a record. */
const MENUS: Readonly<Record<string, string>> = {
  'by a name with that of the record': 'aria-label="More options for ours"',
  'by what they open alone': 'aria-haspopup="menu" aria-label="ours"',
};

for (const [how, attributes] of Object.entries(MENUS)) {
  test(`the controls of a record are found in its menu, which says what it is ${how}`, async () => {
    const page = await browser.newPage();
    const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
    const list = new RecordList({ page, names, watch, popup: new Popup(page, names, watch) });
    await page.setContent(`<table><tr><td>ours</td><td><button ${attributes} onclick="menu.hidden = false">⋯</button></td></tr></table>
      <div role="menu" id="menu" hidden><div role="menuitem" tabindex="0">Revoke</div></div>`);
    expect(await list.filled()).toBe(true);
    const found = await list.controlOf(list.shown('ours'), 'revoke');
    expect(await found?.innerText()).toBe('Revoke');
    await page.close();
  });
}

/** Controls without a name, as component libraries draw them; the other one is no copy icon. */
const NAMELESS: Readonly<Record<string, string>> = {
  'by the class of its icon':
    '<button><i class="fa fa-times"></i></button><button id="ours"><i class="fa fa-copy"></i></button>',
  'by the text of an icon font':
    '<button><i aria-hidden="true">close</i></button><button id="ours"><i aria-hidden="true">content_copy</i></button>',
  'by the tooltip that comes under the pointer': `<button><svg></svg></button><button id="ours" onmouseover="tip.hidden = false"><svg></svg></button>
    <div role="tooltip" id="tip" hidden>Copy to clipboard</div>`,
  'by the web component around it': `<x-copy-button></x-copy-button><script>customElements.define('x-copy-button', class extends HTMLElement {
    connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<button id="ours"><svg></svg></button>'; } })</script>`,
};

for (const [how, controls] of Object.entries(NAMELESS)) {
  test(`a control that has no name is known ${how}`, async () => {
    const page = await browser.newPage();
    await page.setContent(`<div id="record">${controls}</div>`);
    const found = await byIcon(page.locator('#record'), 'copy', portalNames());
    expect(await found?.getAttribute('id')).toBe('ours');
    expect(await byIcon(page.locator('#record'), 'delete', portalNames())).toBeUndefined();
    await page.close();
  });
}

test('a control that is disabled, in the record or in its menu, is none', async () => {
  const page = await browser.newPage();
  const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
  const list = new RecordList({ page, names, watch, popup: new Popup(page, names, watch) });
  await page.setContent(`<table><tr><td>plain</td><td><button disabled>Revoke</button><button>Delete</button></td></tr>
    <tr><td>menu</td><td><button aria-haspopup="menu" onclick="menu.hidden = false">⋯</button></td></tr></table>
    <div role="menu" id="menu" hidden><div role="menuitem" aria-disabled="true">Revoke</div></div>`);
  expect(await list.controlOf(list.shown('plain'), 'revoke')).toBeUndefined();
  expect(await list.controlOf(list.shown('plain'), 'delete')).toBeDefined();
  expect(await list.controlOf(list.shown('menu'), 'revoke')).toBeUndefined();
  await page.close();
});

test('a control is found in a sheet that a record opens, and a menu that was looked into is closed before the next act', async () => {
  const page = await browser.newPage();
  const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
  const list = new RecordList({ page, names, watch, popup: new Popup(page, names, watch) });
  await page.setContent(`<ul><li>sheet <button aria-label="Options" onclick="sheet.hidden = false">⋯</button></li>
    <li>menu <button aria-haspopup="menu" onclick="menu.hidden = !menu.hidden">⋯</button></li></ul>
    <div role="dialog" id="sheet" hidden><button>Revoke</button><button>Cancel</button></div>
    <div role="menu" id="menu" hidden><div role="menuitem">Revoke</div></div>
    <script>onkeydown = ({ key }) => key === 'Escape' && setTimeout(() => (menu.hidden = true), 200)</script>`);
  expect(await list.offers(list.shown('menu'), 'revoke')).toBe(true);
  expect(await list.controlOf(list.shown('menu'), 'revoke')).toBeDefined();
  expect(await page.getByRole('menuitem').isVisible()).toBe(true);
  expect(await (await list.controlOf(list.shown('sheet'), 'revoke'))?.innerText()).toBe('Revoke');
  await page.close();
});

test('a control that is gone before it takes a click is told from one that is covered', async () => {
  const page = await browser.newPage();
  await page.setContent('<button>Revoke</button>');
  const gone = page.getByRole('button', { name: 'Delete' });
  await expect(clickUncovered(gone)).rejects.toThrow(ControlGone);
  await page.close();
});

test('a message with a button that names a record is no record', async () => {
  const page = await browser.newPage();
  const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
  const list = new RecordList({ page, names, watch, popup: new Popup(page, names, watch) });
  await page.setContent(`<ul><li>ours <button>Delete</button></li></ul>
    <section aria-live="polite"><ol><li>theirs was deleted <button>Delete for good</button></li></ol></section>`);
  expect(await list.find('ours')).toBeDefined();
  expect(await list.find('theirs')).toBeUndefined();
  await page.close();
});

test('a control whose middle is covered is clicked beside that, in a shadow root too', async () => {
  const page = await browser.newPage();
  await page.setContent(`<style>button { width: 200px } i { position: absolute; left: 80px; width: 60px; height: 90px; background: red }</style>
    <i></i><button onclick="document.title += 'plain,'">Revoke</button><x-entry onclick="document.title += 'own'"></x-entry>
    <script>customElements.define('x-entry', class extends HTMLElement { connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = '<p style="width: 200px">Delete</p>'; } })</script>`);
  await clickUncovered(page.getByRole('button'));
  await clickUncovered(page.locator('x-entry p'));
  expect(await page.title()).toBe('plain,own');
  await page.close();
});

test('a web component that tells its role to assistive technology alone is a control; one that holds others is none', async () => {
  const page = await browser.newPage();
  await page.setContent(`<x-tabs></x-tabs><x-tab tabindex="-1" onclick="document.title += 'light,'">  API
      Keys </x-tab><x-panel tabindex="0">API Keys <button>Add</button></x-panel><x-text>API Keys</x-text><div tabindex="0">API Keys</div>
    <script>customElements.define('x-tab', class extends HTMLElement { constructor() { super(); this.attachInternals().role = 'tab';
        this.attachShadow({ mode: 'open' }).innerHTML = '<div role="presentation"><slot></slot></div>'; } });
      customElements.define('x-tabs', class extends HTMLElement { connectedCallback() {
        this.attachShadow({ mode: 'open' }).innerHTML = '<x-tab tabindex="0" aria-label="API Keys" onclick="document.title += \\'deep,\\'">keys</x-tab>'; } });
    </script>`);
  const found = controls(page, portalNames().apiKeys);
  expect(await found.count()).toBe(2);
  for (const one of await found.all()) await one.click();
  expect((await page.title()).split(',').sort()).toEqual(['', 'deep', 'light']);
  expect(await controls(page.locator('x-tabs'), portalNames().apiKeys).count()).toBe(1);
  await page.close();
});
