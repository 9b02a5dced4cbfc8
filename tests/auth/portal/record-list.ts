import type { Locator, Page } from '@playwright/test';
import { control, controls, firstUsable, pointAt, usable } from './control.ts';
import type { PortalNames } from './names.ts';
import type { Popup } from './popup.ts';
import { NotSettled, Withheld } from './not-settled.ts';
import type { PageWatch } from './watch.ts';

/** Most pages of a list that are turned before it counts as endless. */
const MOST_PAGES = 200;
/** Records from which on a list may load more when its end is scrolled into view. */
const LONG = 10;
/** What opens a menu, whatever its name is. */
const OPENS_MENU = ':is([aria-haspopup=menu], [aria-haspopup=true]):not([role=menuitem])';
/** Times that a record may be redrawn while its control is looked for. */
const REDRAWN = 5;
/** Labels of the first page, or of the previous one. */
const FIRST = /^(«|<<)$/;
/** Milliseconds after which a search without any effect does not belong to this list. */
const SEARCH_MS = 2_500;

interface Parts {
  page: Page;
  names: PortalNames;
  watch: PageWatch;
  popup: Popup;
}

/** The whole list of keys: behind a search field, on several pages, or loaded while scrolling. */
export class RecordList {
  readonly #parts: Parts;
  /** Whether the search field found one of our records before, so that an empty list means that there is none. */
  #searches: boolean | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Records that are shown now and contain this text. */
  rows(text: string | RegExp = ''): Locator {
    const { page } = this.#parts;
    const items = page.getByRole('listitem').or(page.getByRole('article')).filter({ has: this.#acts() });
    return page.getByRole('row').or(items).filter({ hasText: text }).filter({ visible: true });
  }

  /** The record with this name among those shown now; it may also be on another page. */
  shown(name: string): Locator {
    return this.rows(name).last();
  }

  /**
   * The record with this name, wherever in the list it is; it is shown afterwards.
   * @returns undefined where the whole list was seen without it
   * @throws NotSettled where the list could not be seen
   */
  async find(name: string): Promise<Locator | undefined> {
    const { watch, popup } = this.#parts;
    await popup.clear();
    const record = this.shown(name);
    const there = () => record.isVisible();
    if (await watch.settle(there)) return record;
    this.#heed();
    const searched = await this.#search(name);
    if (searched !== undefined && (await there())) return record;
    if (searched !== undefined && this.#searches) return undefined;
    if (searched !== undefined) await this.#clearSearch();
    for await (const _ of this.#otherPages(there)) if (await there()) return record;
    return undefined;
  }

  /** The texts of all records that contain a text, from all pages. */
  async all(text: string): Promise<string[]> {
    const { watch, popup } = this.#parts;
    await popup.clear();
    await watch.settle();
    this.#heed();
    const found = new Set<string>();
    const collect = async () => {
      for (const row of await this.rows(text).allInnerTexts()) found.add(row);
    };
    await collect();
    const searched = await this.#search(text);
    await collect();
    if (searched !== undefined && !this.#searches) await this.#clearSearch();
    for await (const _ of this.#otherPages()) await collect();
    return [...found];
  }

  /** The control of a record for an act; in its menu where it has one. */
  async controlOf(record: Locator, name: RegExp): Promise<Locator | undefined> {
    const { page, names, watch } = this.#parts;
    const direct = control(record, name);
    const menu = control(record, names.rowMenu).or(record.locator(OPENS_MENU)).first();
    if (!(await direct.isVisible()) && !(await menu.isVisible())) await pointAt(record);
    // A row may be redrawn at any moment, with other controls.
    for (let turn = 0; !(await menu.isVisible()); turn += 1) {
      if (!(await watch.settle(async () => (await direct.isVisible()) || (await menu.isVisible())))) return undefined;
      if (await direct.isVisible()) return direct;
      if (turn === REDRAWN) throw new NotSettled('the record was drawn again and again');
    }
    if (await direct.isVisible()) return direct;
    await menu.click();
    const entry = page.getByRole('menuitem', { name }).or(page.getByRole('menu').getByRole('button', { name })).first();
    if (await watch.settle(() => entry.isVisible())) return entry;
    await page.keyboard.press('Escape');
    await watch.settle();
    return undefined;
  }

  /** Whether any record of the list is shown. */
  async filled(): Promise<boolean> {
    return (await this.#records().count()) > 0;
  }

  #acts(): Locator {
    const { page, names } = this.#parts;
    const any = new RegExp(
      [names.revoke, names.regenerate, names.delete, names.rowMenu].map(({ source }) => source).join('|'),
      'i',
    );
    return controls(page, any).or(page.locator(OPENS_MENU));
  }

  #records(): Locator {
    return this.rows().filter({ has: this.#acts() });
  }

  /** Types into the search field. @returns undefined where there is none, or it does not belong to this list */
  async #search(text: string): Promise<'searched' | undefined> {
    const { watch } = this.#parts;
    const box = this.#searchBox();
    if (this.#searches === false || !(await box.isVisible())) return undefined;
    watch.begin();
    await box.fill(text);
    const started = Date.now();
    const hit = this.rows(text);
    const others = this.#records().filter({ hasNotText: text });
    const done = async () => (await others.count()) === 0;
    // A search waits a moment for more characters; until then the list does not change.
    while (Date.now() - started < SEARCH_MS)
      if (await watch.settle(async () => (await hit.count()) > 0 && (await done()))) break;
    this.#heed();
    if (!(await done())) {
      this.#searches = false;
      await this.#clearSearch();
      return undefined;
    }
    if ((await hit.count()) > 0) this.#searches = true;
    return 'searched';
  }

  #searchBox(): Locator {
    const { page, names } = this.#parts;
    return page
      .getByRole('searchbox')
      .or(page.getByRole('textbox', { name: names.search }))
      .last();
  }

  async #clearSearch(): Promise<void> {
    const { watch } = this.#parts;
    const box = this.#searchBox();
    if (!(await box.isVisible()) || (await box.inputValue()) === '') return;
    watch.begin();
    await box.fill('');
    const started = Date.now();
    const filled = () => this.filled();
    while (Date.now() - started < SEARCH_MS / 2) if (await watch.settle(filled)) break;
  }

  /** Turns to each page of the list except the current one, the last first: new records are often there. */
  async *#otherPages(seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const { page, names } = this.#parts;
    // Icons without a name are inside an element with a title.
    const titled = (name: RegExp) =>
      page
        .getByTitle(name)
        .locator('button, a')
        .or(page.getByTitle(name).and(page.locator('button, a')));
    const way = (name: RegExp) => control(page, name).or(titled(name)).first();
    const ways = {
      last: way(names.lastPage),
      next: way(names.nextPage),
      more: way(names.more),
      previous: way(names.previousPage),
    };
    let turned = 0;
    // Some portals label the next page with the sign that means the last one elsewhere.
    for await (const _ of this.#turnBy([ways.last, ways.next, ways.more], seen)) yield void (turned += 1);
    for await (const _ of this.#turnBy([ways.previous, way(FIRST)], seen)) yield void (turned += 1);
    if (turned === 0) yield* this.#numbered(seen);
    yield* this.#further(seen);
  }

  /** Turns by the first of these controls that can be used, until none can or the page no longer changes. */
  async *#turnBy(ways: readonly Locator[], seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const shown = async () => (await this.#records().allInnerTexts()).join();
    for (let turns = 0; turns < MOST_PAGES; turns += 1) {
      const [by, before] = [await firstUsable(ways), await shown()];
      if (by === undefined) return;
      await this.#turn(by, seen);
      yield;
      if ((await shown()) === before) return;
    }
  }

  /** Pages that have only numbers. */
  async *#numbered(seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const { page } = this.#parts;
    const pagers = page.getByRole('navigation').or(page.locator('[class*=pagination], [class*=pager]'));
    const number = { name: /^(go to )?(page )?\d+$/i };
    const numbers = pagers.getByRole('button', number).or(pagers.getByRole('link', number));
    for (let at = (await numbers.count()) - 1; at >= 0; at -= 1) {
      if (!(await usable(numbers.nth(at)))) continue;
      await this.#turn(numbers.nth(at), seen);
      yield;
    }
  }

  async #turn(by: Locator, seen?: () => Promise<boolean>): Promise<void> {
    const { watch } = this.#parts;
    watch.begin();
    await by.click();
    await watch.settle(seen);
    this.#heed();
  }

  /** What a list loads when its end is scrolled into view, and what it draws only while that is in view: both ends. */
  async *#further(seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const { watch } = this.#parts;
    const [first, last] = [this.#records().first(), this.#records().last()];
    for (const end of [last, first]) {
      // Nothing is above a first record that is in view.
      if (end === first && (await isInView(first))) return;
      for (let turns = 0; turns < MOST_PAGES && (await this.#records().count()) >= LONG; turns += 1) {
        const before = await end.innerText();
        watch.begin();
        await end.scrollIntoViewIfNeeded();
        await watch.settle(seen);
        this.#heed();
        yield;
        if ((await end.innerText().catch(() => before)) === before) break;
      }
    }
  }

  /** A list that did not load is no evidence that it is empty. */
  #heed(): void {
    const [failure] = this.#parts.watch.failures;
    if (failure === undefined) return;
    const why = `the list did not come: ${failure}`;
    throw /^40[13]/.test(failure) ? new Withheld(why) : new NotSettled(why);
  }
}

/** Whether an element is in view, in the page and in what scrolls inside it. Measured, because a page at rest may draw no frame. */
async function isInView(locator: Locator): Promise<boolean> {
  if (!(await locator.isVisible())) return true;
  return locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    let isHidden = bottom <= 0 || top >= innerHeight;
    for (let at: Element | null = element; at !== null;) {
      const root = at.getRootNode();
      at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
      if (at === null || getComputedStyle(at).overflowY === 'visible') continue;
      const box = at.getBoundingClientRect();
      isHidden ||= bottom <= box.top || top >= box.bottom;
    }
    return !isHidden;
  });
}
