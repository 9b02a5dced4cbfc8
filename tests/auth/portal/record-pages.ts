import type { Locator } from '@playwright/test';
import { controls, firstUsable, usable } from './control.ts';
import type { Records } from './records.ts';

/** Most pages of a list that are turned before it counts as endless. */
const MOST_PAGES = 200;
/** Records from which on a list may load more when its end is scrolled into view. */
const LONG = 10;
/** The sign that expands a record may be that of the next page. */
const NO_RECORD = ':not(tbody *, [role=row] *, [aria-expanded])';
/** Labels of the first page, or of the previous one. */
const FIRST = /^(«|<<)$/;

/** The pages of a list, and what it loads or draws only when scrolled. */
export class RecordPages {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Turns to each page of the list except the current one, the last first: new records are often there. */
  async *others(seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const { page, names } = this.#records;
    // Icons without a name are inside an element with a title.
    const titled = (name: RegExp) =>
      page
        .getByTitle(name)
        .locator('button, a')
        .or(page.getByTitle(name).and(page.locator('button, a')));
    const way = (name: RegExp) => controls(page, name).or(titled(name)).and(page.locator(NO_RECORD)).first();
    const ways = {
      last: way(names.lastPage),
      next: way(names.nextPage),
      more: way(names.more),
      previous: way(names.previousPage),
    };
    const back = [ways.previous, way(FIRST)];
    // From the first page, one after the other: nothing is left to see on the way back.
    const seesAll = (await firstUsable([...back, ways.last])) === undefined;
    let turned = 0;
    // Some portals label the next page with the sign that means the last one elsewhere.
    for await (const _ of this.#turnBy([ways.last, ways.next, ways.more], seen)) yield void (turned += 1);
    if (!seesAll) for await (const _ of this.#turnBy(back, seen)) yield void (turned += 1);
    if (turned === 0) yield* this.#numbered(seen);
    yield* this.#further(seen);
  }

  /** Turns by the first of these controls that can be used, until none can or the page no longer changes. */
  async *#turnBy(ways: readonly Locator[], seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const shown = async () => (await this.#records.all().allInnerTexts()).join();
    for (let turns = 0; turns < MOST_PAGES; turns += 1) {
      const by = await firstUsable(ways);
      if (by === undefined) return;
      const before = await shown();
      await this.#turn(by, seen);
      yield;
      if ((await shown()) === before) return;
    }
  }

  /** Pages that have only numbers. */
  async *#numbered(seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const { page } = this.#records;
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
    const { watch } = this.#records;
    watch.begin();
    await by.click();
    await watch.settle(seen);
    this.#records.heed();
  }

  /** What a list loads when its end is scrolled into view, and what it draws only while that is in view: both ends. */
  async *#further(seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const { watch } = this.#records;
    const [first, last] = [this.#records.all().first(), this.#records.all().last()];
    const isLong = async () => (await this.#records.all().count()) >= LONG;
    for (const end of [last, first]) {
      // Nothing is above a first record that is in view.
      if (!(await isLong()) || (end === first && (await isInView(first)))) return;
      for (let turns = 0; turns < MOST_PAGES && (await isLong()); turns += 1) {
        const before = await end.innerText();
        watch.begin();
        await end.scrollIntoViewIfNeeded();
        await watch.settle(seen);
        this.#records.heed();
        yield;
        if ((await end.innerText().catch(() => before)) === before) break;
      }
    }
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
