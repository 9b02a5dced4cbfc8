import type { Locator, Page } from '@playwright/test';
import { control, controls } from './control.ts';
import { byMarkup, byTooltip, unknown } from './icon.ts';
import { FreshValue } from './fresh-value.ts';
import type { PortalNames } from './names.ts';
import { NotSettled } from './not-settled.ts';
import type { PageWatch } from './watch.ts';

/** Milliseconds for the clipboard, which is filled at once or not at all; a browser may be busy. */
const CLIPBOARD_MS = 2_000;
/** Clicks on the copy icon before it counts as broken. */
const CLICKS = 3;
const VALUE_MS = 10_000;

/** The element around the field in which a control is looked for that only its tooltip names, counted from the field. */
const SHOWN_TOGETHER = 3;

/** Most elements around the field in which a copy icon without a name is looked for; fewer where nothing says that it is one. */
const NEAR = 8;
const NEXT = 5;

/** A part of the page may have the field's name, too: the pop-up around it, with or without a value in it. */
const NO_PART =
  ':not([role=dialog], [role=alertdialog], dialog, section, form, [role=region], [role=group], [role=form])';

/** Resolves once no page uses the clipboard, which all pages of a browser share. */
let clipboardIsFree: Promise<unknown> = Promise.resolve();

/** The field that shows a new value, and the clipboard. */
export class ValueField {
  readonly #page: Page;
  readonly #names: PortalNames;
  readonly #watch: PageWatch;
  readonly #patienceMs: number;
  readonly #fresh: FreshValue;
  /** What holds the value, after it was read. */
  #holder: Locator | undefined;

  /** @param patienceMs milliseconds for a value to appear after *Generate*, on a page that seems to rest */
  constructor(page: Page, names: PortalNames, watch: PageWatch, patienceMs = VALUE_MS) {
    this.#page = page;
    this.#names = names;
    this.#watch = watch;
    this.#patienceMs = patienceMs;
    this.#fresh = new FreshValue(page, names);
  }

  /** Notes what the page shows before a value is generated, so that only what is new counts. */
  async begin(): Promise<void> {
    this.#holder = undefined;
    await this.#fresh.begin();
  }

  /** The value that is shown now; empty where there is none. */
  async peek(): Promise<string> {
    const field = this.#named();
    if (await field.isVisible()) return (await field.inputValue().catch(() => '')).trim();
    const text = this.#labelled();
    if (await text.isVisible()) return (await text.innerText().catch(() => '')).trim();
    return (await this.#fresh.alone())?.value ?? '';
  }

  /** Waits for the value. @throws NotSettled where none appears */
  async read(): Promise<string> {
    let value = '';
    const started = Date.now();
    const there = async () => (value = await this.peek()) !== '';
    while (Date.now() - started < this.#patienceMs) {
      if (await this.#watch.settle(there)) {
        if (await this.#named().isVisible()) return value;
        const text = this.#labelled();
        this.#holder = (await text.isVisible()) ? text : (await this.#fresh.alone())?.holder;
        return value;
      }
      // The number of a failed request is no value.
      const hasFailed = this.#watch.writes.some(({ status }) => status === 0 || status >= 400);
      const words = hasFailed ? undefined : await this.#fresh.amongWords();
      if (words === undefined) continue;
      this.#holder = words.holder;
      return words.value;
    }
    const sent = this.#watch.writes.map(({ method, path, status }) => `${status} to ${method} ${path}`);
    throw new NotSettled(`the field with the new API key stayed empty (${sent.join(', ') || 'nothing was sent'})`);
  }

  /** Presses the copy icon beside the value; see `copiedBy`. Null where there is none. */
  async copied(): Promise<string | null | undefined> {
    let icon: Locator | undefined;
    // The icon may appear with the page's script.
    await this.#watch.settle(async () => (icon = await this.#nearest()) !== undefined);
    const beside = (await this.#around()).nth(-SHOWN_TOGETHER);
    icon ??= await byTooltip(beside, 'copy', this.#names);
    if (icon !== undefined) return this.copiedBy(icon);
    // An icon may be a picture alone. What copies nothing is no copy icon.
    const picture = await this.#picture();
    const copied = picture === undefined ? '' : await this.copiedBy(picture);
    return copied === '' ? null : copied;
  }

  /** The only control around the field of which nothing says what it does; none of a record. */
  async #picture(): Promise<Locator | undefined> {
    const around = await this.#around();
    const last = (await around.count()) - 1;
    for (let at = last; at > last - NEXT && at >= 0; at -= 1) {
      const found = await unknown(around.nth(at));
      if (found.length > 0) return found.length === 1 ? found[0] : undefined;
    }
    return undefined;
  }

  /** The copy icon in the smallest part of the page that holds the field and one; the list may have others. */
  async #nearest(): Promise<Locator | undefined> {
    const around = await this.#around();
    const { copy } = this.#names;
    const last = (await around.count()) - 1;
    for (let at = last; at > last - NEAR && at >= 0; at -= 1) {
      const named = control(around.nth(at), copy);
      const icon = (await named.isVisible()) ? named : await byMarkup(around.nth(at), 'copy');
      if (icon !== undefined) return icon;
    }
    const far = control(around.filter({ has: controls(this.#page, copy) }).last(), copy);
    return (await far.isVisible()) ? far : undefined;
  }

  /** All elements that hold the field, the smallest last. Those around a shadow root take long to find. */
  async #around(): Promise<Locator> {
    const field = this.#holder ?? this.#named();
    // By an XPath, which ends at a shadow root: an evaluation on a page that had none takes as long as to load it.
    const isDeep = (await field.count()) > 0 && (await field.locator('xpath=ancestor::html').count()) === 0;
    return isDeep && !this.#holder
      ? this.#page.locator('*').filter({ has: field })
      : field.locator('xpath=ancestor::*');
  }

  /**
   * Presses a copy icon.
   * @returns the content of the clipboard, '' where it stays empty, undefined where the browser does not let it be read
   */
  async copiedBy(icon: Locator): Promise<string | undefined> {
    const copied = clipboardIsFree.then(() => this.#copiedBy(icon));
    clipboardIsFree = copied.catch(() => undefined);
    return copied;
  }

  async #copiedBy(icon: Locator): Promise<string | undefined> {
    let readable = false;
    // A page in the background may neither write nor read the clipboard: a person would click again.
    for (let click = 0; click < CLICKS; click += 1) {
      await this.#page.bringToFront();
      // Clears the clipboard, so that the result of an earlier click does not count.
      await this.#page.evaluate(() => navigator.clipboard.writeText('')).catch(() => undefined);
      await icon.click();
      for (const started = Date.now(); Date.now() - started < CLIPBOARD_MS;) {
        const text = await this.#page.evaluate(() => navigator.clipboard.readText()).catch(() => undefined);
        if (text) return text;
        readable ||= text !== undefined;
        await this.#page.waitForTimeout(20);
      }
    }
    return readable ? '' : undefined;
  }

  #named(): Locator {
    return this.#page.getByRole('textbox', { name: this.#names.keyValue }).filter({ visible: true }).first();
  }

  /** A text with the name. */
  #labelled(): Locator {
    return this.#page
      .getByLabel(this.#names.keyValue)
      .and(this.#page.locator(NO_PART))
      .filter({ visible: true, hasNotText: this.#names.keyValue })
      .first();
  }
}
