import { expect, test, type Browser } from '@playwright/test';
import { acquireBrowser } from '../../../verifier/shared-browser.ts';
import { portalNames } from '../../auth/portal/names.ts';
import { Popup } from '../../auth/portal/popup.ts';
import { Pace } from '../../auth/portal/pace.ts';
import { PageWatch } from '../../auth/portal/watch.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = (await acquireBrowser())!.browser;
});
test.afterAll(() => browser.close());

/** Two records, and a pop-up that is no dialog; `opens` runs when the second record's Delete is pressed. */
const portal = (opens: string) => `<!doctype html><script>const pressed = []</script>
  <table><tr><td>theirs</td><td><button onclick="pressed.push('theirs')">Delete</button></td></tr>
  <tr><td>ours</td><td><button id="own" onclick="${opens}">Delete</button></td></tr></table>
  <div id="pop" hidden>Delete it? <button id="no" onclick="pop.hidden = true">Cancel</button>
  <button id="yes" onclick="pressed.push('ours'); pop.hidden = true">Delete</button></div>`;

/** How pop-ups come, while they are placed and faded in. */
const OPENINGS: Readonly<Record<string, string>> = {
  'with all its controls at once': 'pop.hidden = false',
  'with Cancel first, the other choice a moment later':
    'yes.hidden = true; pop.hidden = false; setTimeout(() => (yes.hidden = false), 250)',
  'shown, hidden, and shown again':
    'pop.hidden = false; setTimeout(() => (pop.hidden = true), 60); setTimeout(() => (pop.hidden = false), 300)',
};

for (const [how, opens] of Object.entries(OPENINGS)) {
  test(`a pop-up that opens ${how} is answered, and no record of somebody else's is touched`, async () => {
    const page = await browser.newPage();
    const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
    const popup = new Popup(page, names, watch);
    await page.setContent(portal(opens));
    expect(await popup.opensAfter(page.locator('#own'), 'ours')).toBe(true);
    await popup.choose('delete');
    expect(await page.evaluate('pressed')).toEqual(['ours']);
    await page.close();
  });
}

/** Where a record shows the question in itself, without a pop-up. */
const IN_ROW: Readonly<Record<string, string>> = {
  'in place of its controls': 'this.hidden = true',
  'beside its controls': '',
};

for (const [where, opens] of Object.entries(IN_ROW)) {
  test(`a record that shows "Yes" or "No" ${where} has to be confirmed, and is`, async () => {
    const page = await browser.newPage();
    const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
    const popup = new Popup(page, names, watch);
    const row = (name: string) => `<tr><td>${name}</td><td><button onclick="${opens}; ask('${name}')">Revoke</button>
      <span id="${name}"></span></td></tr>`;
    await page.setContent(`<!doctype html><script>const pressed = [];
      const ask = (name) => document.getElementById(name).outerHTML = 'Sure? <button onclick="end(this, true)">Yes</button> <button onclick="end(this)">No</button>';
      const end = (button, yes) => { pressed.push(button.closest('tr').innerText.slice(0, 4) + (yes ? 'yes' : 'no')); button.parentElement.innerHTML = ''; };
      </script><table>${row('them')}${row('ours')}</table>`);
    const press = page.getByRole('row', { name: /^ours/ }).getByRole('button', { name: 'Revoke' });
    expect(await popup.opensAfter(press, 'ours')).toBe(true);
    await popup.choose('revoke');
    expect(await page.evaluate('pressed')).toEqual(['oursyes']);
    await page.close();
  });
}

test('a pop-up without the choice that is meant is left alone, and that is said', async () => {
  const page = await browser.newPage();
  const watch = new PageWatch(page, new Pace());
  const popup = new Popup(page, portalNames(), watch);
  await page.setContent(portal('yes.remove(); pop.hidden = false'));
  expect(await popup.opensAfter(page.locator('#own'), 'ours')).toBe(true);
  await expect(popup.choose('delete')).rejects.toThrow('the pop-up has no control to delete');
  expect(await page.evaluate('pressed')).toEqual([]);
  await page.close();
});

test('a pop-up that is a web component is answered by the controls that are slotted into it', async () => {
  const page = await browser.newPage();
  const watch = new PageWatch(page, new Pace());
  const popup = new Popup(page, portalNames(), watch);
  await page.setContent(`<button id="own" onclick="ask.hidden = false">Delete</button>
    <x-dialog id="ask" hidden>Sure? <button onclick="ask.hidden = true">Cancel</button>
    <button onclick="ask.hidden = true; document.title = 'deleted'">Delete</button></x-dialog>
    <script>customElements.define('x-dialog', class extends HTMLElement { connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = '<div role="dialog" aria-modal="true"><button>×</button><slot></slot></div>'; } })</script>`);
  expect(await popup.opensAfter(page.locator('#own'), 'ours')).toBe(true);
  await popup.choose('delete');
  expect(await page.title()).toBe('deleted');
  await page.close();
});

test('a pop-up that follows a sheet of acts is told from the sheet, which may fade away', async () => {
  for (const isOpened of [true, false]) {
    const page = await browser.newPage();
    const popup = new Popup(page, portalNames(), new PageWatch(page, new Pace()));
    await page.setContent(`<!doctype html><div role="dialog" id="sheet"><button id="own" onclick="setTimeout(() => {
      sheet.remove(); ask.hidden = ${String(!isOpened)}; }, 150)">Revoke</button><button>Cancel</button></div>
      <div role="alertdialog" id="ask" hidden><button>Cancel</button><button onclick="ask.remove(); document.title = 'revoked'">Revoke</button></div>`);
    expect(await popup.opensAfter(page.locator('#own'), 'ours')).toBe(isOpened);
    if (isOpened) await popup.choose('revoke');
    expect(await page.title()).toBe(isOpened ? 'revoked' : '');
    await page.close();
  }
});

/** What a pop-up says over its field, and what it wants there. */
const TYPED: Readonly<Record<string, { says: string; wants: string; disabled: boolean }>> = {
  'the name of the record': { says: 'To confirm, type the name of the key.', wants: 'ours', disabled: true },
  'the name of the record, by an error after the click': {
    ...{ says: 'Type the name of the key to confirm.', wants: 'ours', disabled: false },
  },
  'a word in capitals': { says: 'Please type DELETE to confirm.', wants: 'DELETE', disabled: true },
  'a word that is marked': {
    says: 'Enter <b>permanently delete</b> below:',
    wants: 'permanently delete',
    disabled: true,
  },
  'a word in quotes, by an error after the click': {
    says: 'Type “delete me” to go on.',
    wants: 'delete me',
    disabled: false,
  },
  'a reason, if there is one': { says: 'Reason (optional)', wants: '', disabled: false },
};

for (const [what, { says, wants, disabled }] of Object.entries(TYPED)) {
  test(`a pop-up that wants ${what} typed gets it`, async () => {
    const page = await browser.newPage();
    const popup = new Popup(page, portalNames(), new PageWatch(page, new Pace()));
    const isRight = `field.value === '${wants}'`;
    await page.setContent(`<button id="own" onclick="ask.hidden = false">Delete</button>
      <div role="dialog" id="ask" hidden><p>${says}</p><input id="field" oninput="yes.disabled = ${String(disabled)} && !(${isRight})">
      <button>Cancel</button><button id="yes" ${disabled ? 'disabled' : ''} onclick="if (${isRight}) ask.remove()">Delete</button></div>`);
    expect(await popup.opensAfter(page.locator('#own'), 'ours')).toBe(true);
    await popup.choose('delete');
    expect(await page.locator('#ask').count()).toBe(0);
    await page.close();
  });
}

test('a pop-up that wants a tick first gets it', async () => {
  const page = await browser.newPage();
  const popup = new Popup(page, portalNames(), new PageWatch(page, new Pace()));
  await page.setContent(`<button id="own" onclick="ask.showModal()">Delete</button><dialog id="ask">
    <label><input type="checkbox" onchange="yes.disabled = !this.checked"> I understand</label>
    <button>Cancel</button><button id="yes" disabled onclick="ask.remove()">Delete</button></dialog>`);
  expect(await popup.opensAfter(page.locator('#own'), 'ours')).toBe(true);
  await popup.choose('delete');
  expect(await page.locator('#ask').count()).toBe(0);
  await page.close();
});

test('a message that calls itself a dialog is neither the pop-up of an act nor one that stayed open', async () => {
  const page = await browser.newPage();
  const [names, watch] = [portalNames(), new PageWatch(page, new Pace())];
  const popup = new Popup(page, names, watch);
  const message = (text: string) =>
    `<li><div role=\\'alertdialog\\' aria-modal=\\'false\\'><div role=\\'alert\\'>${text}</div><button>✕</button></div></li>`;
  await page.setContent(`<!doctype html><button id="own" onclick="ask.showModal()">Delete</button>
    <div role="region" aria-label="1 notification"><ol id="said"></ol></div>
    <dialog id="ask">Delete ours? <button onclick="ask.close()">Cancel</button>
      <button onclick="ask.close(); said.innerHTML += '${message('ours was deleted')}'">Delete</button></dialog>`);
  // The second time the first message is still there.
  for (const said of [1, 2]) {
    expect(await popup.opensAfter(page.locator('#own'), 'ours')).toBe(true);
    await popup.choose('delete');
    expect(await page.getByRole('alert').count()).toBe(said);
  }
  expect(await popup.clear()).toBe(false);
  await page.close();
});
