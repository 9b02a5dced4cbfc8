import type { Locator, Page } from '@playwright/test';
import { control } from './control.ts';
import { byMarkup, byTooltip } from './icon.ts';
import type { PortalNames } from './names.ts';
import { NotSettled } from './not-settled.ts';
import type { PageWatch } from './watch.ts';

/** Milliseconds for the clipboard, which is filled at once or not at all; a browser may be busy. */
const CLIPBOARD_MS = 2_000;
/** Clicks on the copy icon before it counts as broken. */
const CLICKS = 3;
/** Milliseconds for a value to appear after *Generate*, on a page that seems to rest. */
const VALUE_MS = 10_000;

/** The element around the field in which a control is looked for that only its tooltip names, counted from the field. */
const SHOWN_TOGETHER = 3;

/** The field that shows a new value, and the clipboard. */
export class ValueField {
  readonly #page: Page;
  readonly #names: PortalNames;
  readonly #watch: PageWatch;

  constructor(page: Page, names: PortalNames, watch: PageWatch) {
    this.#page = page;
    this.#names = names;
    this.#watch = watch;
  }

  /** The value that is shown now; empty where there is none. */
  async peek(): Promise<string> {
    const field = this.#field();
    if (await field.isVisible()) return (await field.inputValue().catch(() => '')).trim();
    const text = this.#page.getByLabel(this.#names.keyValue).filter({ visible: true }).first();
    return (await text.isVisible()) ? (await text.innerText().catch(() => '')).trim() : '';
  }

  /** Waits for the value. @throws NotSettled where none appears */
  async read(): Promise<string> {
    let value = '';
    const started = Date.now();
    const there = async () => (value = await this.peek()) !== '';
    while (Date.now() - started < VALUE_MS) if (await this.#watch.settle(there)) return value;
    const sent = this.#watch.writes.map(({ method, path, status }) => `${status} to ${method} ${path}`);
    throw new NotSettled(`the field with the new API key stayed empty (${sent.join(', ') || 'nothing was sent'})`);
  }

  /** Presses the copy icon beside the value; see `copiedBy`. Null where there is none. */
  async copied(): Promise<string | null | undefined> {
    let icon: Locator | undefined;
    // The icon may appear with the page's script.
    await this.#watch.settle(async () => (icon = await this.#nearest()) !== undefined);
    icon ??= await byTooltip(this.#around().nth(-SHOWN_TOGETHER), 'copy', this.#names);
    return icon === undefined ? null : this.copiedBy(icon);
  }

  /** The copy icon in the smallest part of the page that holds the field and one; the list may have others. */
  async #nearest(): Promise<Locator | undefined> {
    const around = this.#around();
    for (let at = (await around.count()) - 1; at >= 0; at -= 1) {
      const named = control(around.nth(at), this.#names.copy);
      const icon = (await named.isVisible()) ? named : await byMarkup(around.nth(at), 'copy');
      if (icon !== undefined) return icon;
    }
    return undefined;
  }

  /** All elements that hold the field, the smallest last. */
  #around(): Locator {
    return this.#page.locator('*').filter({ has: this.#field() });
  }

  /**
   * Presses a copy icon.
   * @returns the content of the clipboard, '' where it stays empty, undefined where the browser does not let it be read
   */
  async copiedBy(icon: Locator): Promise<string | undefined> {
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

  #field(): Locator {
    return this.#page.getByRole('textbox', { name: this.#names.keyValue }).filter({ visible: true }).first();
  }
}
