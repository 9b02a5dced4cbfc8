import type { Page } from '@playwright/test';
import { portalNames } from '../../auth/portal/names.ts';
import { Pace } from '../../auth/portal/pace.ts';
import { Popup } from '../../auth/portal/popup.ts';
import { RecordActs } from '../../auth/portal/record-acts.ts';
import { RecordList } from '../../auth/portal/record-list.ts';
import { ValueField } from '../../auth/portal/value-field.ts';
import { PageWatch } from '../../auth/portal/watch.ts';
import { expect, test } from '../../unit/browser-fixture.ts';

/** What drives the page. */
function driver(page: Page, password?: string) {
  const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
  const popup = new Popup(page, names, watch, password);
  const list = new RecordList({ page, names, watch, popup });
  const value = new ValueField(page, names, watch);
  return { list, popup, acts: new RecordActs({ page, names, watch, popup, list, value }) };
}

/** Records that are nothing but `<div>`s. */
const card = (name: string) => `<div class="card"><div><b>${name}</b> <span>active</span></div>
  <div><div><button onclick="pressed.push('${name}')">Delete</button></div></div></div>`;

test('a record that is a part of the page without a role is found with its own acts, among others and alone', async ({
  page,
}) => {
  await page.setContent(`<script>const pressed = []</script><main><h1>Keys</h1><button>Add API key</button>
    <div id="list">${['theirs', 'ours', 'another'].map(card).join('')}</div></main>`);
  const { list } = driver(page);
  const record = await list.find('ours');
  expect(await record?.innerText()).not.toContain('theirs');
  await (await list.controlOf(record!, 'delete', 'ours'))?.click();
  expect(await page.evaluate('pressed')).toEqual(['ours']);
  expect(await list.find('nobody’s')).toBeUndefined();
  await page.evaluate(
    "for (const one of document.querySelectorAll('.card')) if (!/ours/.test(one.innerText)) one.remove()",
  );
  expect(await list.find('ours')).toBeDefined();
  expect(await list.find('theirs')).toBeUndefined();
});

/** The same records in the shadow root of the list, or each in one of its own, with styles that are no words. */
const IN_SHADOW: Readonly<Record<string, string>> = {
  'of its list': `list.attachShadow({ mode: 'open' }).innerHTML = all.join('')`,
  'of its own': `for (const html of all) {
    const one = list.appendChild(document.createElement('x-record'));
    one.attachShadow({ mode: 'open' }).innerHTML = '<style>button { color: #036 }</style>' + html;
  }`,
};

for (const [where, script] of Object.entries(IN_SHADOW)) {
  test(`a record without a role is found in a shadow root ${where}`, async ({ page }) => {
    await page.setContent(`<main><h1>Keys</h1><button>Add API key</button><div id="list"></div></main>
      <script>const pressed = [], all = ${JSON.stringify(['theirs', 'ours'].map(card))}; ${script}</script>`);
    const { list } = driver(page);
    const record = await list.find('ours');
    await (await list.controlOf(record!, 'delete', 'ours'))?.click();
    expect(await page.evaluate('pressed')).toEqual(['ours']);
    expect(await list.find('nobody’s')).toBeUndefined();
  });
}

test('the acts that a panel shows of one record are no record of their own', async ({ page }) => {
  await page.setContent(`<button>Add API key</button><div><ul><li><a href="#">theirs</a></li><li><a href="#">ours</a></li></ul>
    <aside><h2>theirs</h2><p>active</p><button>Revoke</button><button>Delete</button></aside></div>`);
  const { list } = driver(page);
  const record = await list.find('ours');
  expect(await record?.innerText()).toBe('ours');
  expect(await list.controlOf(record!, 'delete', 'ours')).toBeUndefined();
});

/** A list whose Revoke leads to a page that wants the password, and that to a confirmation. */
const LOCKED = `<!doctype html><body><script>
  const pressed = [];
  const list = () => (document.body.innerHTML = '<button>Add API key</button><table><tr><td>ours</td><td><button onclick="lock()">Revoke</button></td></tr></table>');
  const lock = () => (document.body.innerHTML = '<h1>Confirm access</h1><form onsubmit="event.preventDefault(); open_(this.word.value)">' +
    '<label>Password <input type="password" name="word"></label><button>Confirm</button></form>');
  const open_ = (word) => word === 'secret' && (document.body.innerHTML = '<h1>Revoke ours?</h1><button onclick="pressed.push(1); list()">Yes, revoke it</button> <a href="#" onclick="list()">Cancel</a>');
  list();</script></body>`;

test('a portal that wants the password again before an act gets it, and only where the act is meant', async ({
  page,
}) => {
  await page.setContent(LOCKED);
  const { acts, popup } = driver(page, 'secret');
  expect(await acts.press('ours', 'revoke')).toBe(true);
  await acts.answer('cancel');
  expect(await popup.password.isWanted()).toBe(true);
  expect(await page.locator('input').inputValue()).toBe('');
  await page.evaluate('list()');
  expect(await acts.press('ours', 'revoke')).toBe(true);
  await acts.answer('revoke');
  expect(await page.evaluate('pressed')).toEqual([1]);
});

test('a portal that wants a password which is not known is left alone, and that is said', async ({ page }) => {
  await page.setContent(LOCKED);
  const { acts } = driver(page);
  expect(await acts.press('ours', 'revoke')).toBe(true);
  await expect(acts.answer('revoke')).rejects.toThrow('the portal wants the password again');
});

test('an act that can be undone for a moment counts as done once it can no longer', async ({ page }) => {
  await page.setContent(`<table><tr id="row"><td>ours</td><td><button onclick="act()">Delete</button></td></tr></table><div id="toast" hidden>Deleted
    <button>Undo</button></div><script>const act = () => { row.hidden = true; toast.hidden = false; setTimeout(() => { toast.hidden = true; document.title = 'sent'; }, 2000); };</script>`);
  const { acts } = driver(page);
  expect(await acts.press('ours', 'delete')).toBe(false);
  expect(await acts.notDone('ours', 'delete')).toBeUndefined();
  expect(await page.title()).toBe('sent');
});

test('a message that covers a control is closed before the control is pressed', async ({ page }) => {
  await page.setContent(`<table><tr><td>ours</td><td><button onclick="document.title = 'pressed'">Delete</button></td></tr></table>
    <div role="alert" style="position: fixed; inset: 0; background: #fff">Copy it now. <button onclick="this.parentElement.remove()">Dismiss</button></div>`);
  expect(await driver(page).acts.press('ours', 'delete')).toBe(false);
  expect(await page.title()).toBe('pressed');
});

test('a pop-up that wants a name typed, and counts down, is confirmed', async ({ page }) => {
  await page.setContent(`<table><tr><td>ours</td><td><button onclick="ask()">Delete</button></td></tr></table><div role="dialog" id="box" hidden>
    <label>Type the name <input oninput="check()"></label><button>Cancel</button><button id="go" disabled onclick="document.title = 'deleted'; box.hidden = true">Delete (3)</button></div>
    <script>let left = 3; const check = () => (go.disabled = left > 0 || box.querySelector('input').value !== 'ours');
    const ask = () => { box.hidden = false; const timer = setInterval(() => { left -= 1; go.textContent = 'Delete (' + left + ')'; check(); if (left === 0) clearInterval(timer); }, 1000); };</script>`);
  const { acts } = driver(page);
  expect(await acts.press('ours', 'delete')).toBe(true);
  await acts.answer('delete');
  expect(await page.title()).toBe('deleted');
});
