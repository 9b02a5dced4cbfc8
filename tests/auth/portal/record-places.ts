import type { Locator, Page } from '@playwright/test';
import { belonging, note, type Subject } from './belonging.ts';
import { control, controls, firstUsable, reachable, usables } from './control.ts';
import { NotSettled } from './not-settled.ts';
import { onlyAct } from './only-act.ts';
import type { Act } from './act.ts';
import type { Records } from './records.ts';
import { Selection } from './selection.ts';

/** What is done to a record to come to its acts, the most harmless first. */
const PLACES = ['tick', 'expand', 'open', 'double click', 'right button', 'long press'] as const;
export type Place = (typeof PLACES)[number];

/** Milliseconds for which a record is pressed. */
const PRESS_MS = 900;
/** A control that leads from a record to its own page. */
const LEADS = /^\W*(view|open|details?|manage|edit|show|settings)\b/i;
const EXPANDS = ':is([aria-expanded]:not([aria-haspopup]), summary)';

/**
 * The acts of a record that are not in its row: in a bar, after it was ticked; below it, once it is expanded; on a page or in a panel
 * of its own; in a menu that another button of the mouse, or a long press, opens.
 */
export class RecordPlaces {
  readonly #records: Records;
  readonly #selection: Selection;
  /** Where each act was found before. */
  readonly #known = new Map<Act, Place>();
  /** The address of the list, where a record may have been opened since. */
  #left: string | undefined;

  constructor(records: Records) {
    this.#records = records;
    this.#selection = new Selection(records);
  }

  /** Whether an act was found in such a place before. */
  knows(act: Act): boolean {
    return this.#known.has(act);
  }

  /** Whether the list was left for the page of a record since the last call. The caller leads back to it. */
  async hasLeft(): Promise<boolean> {
    const { page, names } = this.#records;
    const left = this.#left;
    this.#left = undefined;
    return left !== undefined && (left !== page.url() || !(await control(page, names.addKey).isVisible()));
  }

  /**
   * The control of a record for an act, wherever it is.
   * @param again finds the record once more, where looking for it in one place has led away
   * @returns undefined where the record does not offer it
   * @throws NotSettled where the acts are not where they were before
   */
  async find(subject: Subject, act: Act, again: () => Promise<unknown>): Promise<Locator | undefined> {
    const known = this.#known.get(act);
    if (known !== undefined) return this.#whereItWas(known, subject, act);
    const others = new Set(this.#known.values());
    const rest = PLACES.filter((place) => !others.has(place));
    for (const place of [...others, ...rest]) {
      if (!(await subject.row.isVisible())) await again();
      const found = await this.#lookIn(place, subject, act);
      if (found === undefined) {
        await this.#leave(place, subject);
        continue;
      }
      this.#known.set(act, place);
      return found;
    }
    return undefined;
  }

  /** Closes what was opened to see whether a record offers an act. */
  async close(subject: Subject): Promise<void> {
    const places = new Set(this.#known.values());
    if (places.has('tick') && (await subject.row.isVisible())) await this.#selection.untick(subject.row);
    if (places.has('expand')) await this.#leave('expand', subject);
  }

  /** An act is only absent where another one of the same record is seen. */
  async #whereItWas(place: Place, subject: Subject, act: Act): Promise<Locator | undefined> {
    const found = await this.#lookIn(place, subject, act);
    if (found !== undefined) return found;
    for (const other of ['revoke', 'regenerate', 'delete'] as const)
      if (other !== act && (await this.#seen(place, subject, other)) !== undefined) return this.#leave(place, subject);
    throw new NotSettled(`the acts of ${subject.name} are not where they were (${place})`);
  }

  async #lookIn(place: Place, subject: Subject, act: Act): Promise<Locator | undefined> {
    const { page, watch, names } = this.#records;
    const all = new RegExp([names.revoke, names.regenerate, names.delete].map(({ source }) => source).join('|'), 'i');
    await this.#prepare(place, subject);
    await note(usables(controls(page, all)));
    this.#left = page.url();
    watch.begin();
    if (!(await this.#go(place, subject))) return undefined;
    let found: Locator | undefined;
    await watch.settle(async () => (found = await this.#seen(place, subject, act)) !== undefined);
    found ??= place === 'tick' ? await this.#selection.inBar(names[act]) : undefined;
    if (found !== undefined && place === 'tick') await this.#selection.onlyOf(subject.row);
    return found;
  }

  async #seen(place: Place, subject: Subject, act: Act): Promise<Locator | undefined> {
    const { page, names } = this.#records;
    const [found] = await belonging(usables(controls(page, names[act])), subject, names[act]);
    if (found !== undefined || !isMenu(place)) return found;
    // Some menus are lists without a role.
    const entry = page.locator(':is(li, div, span, p):not(:has(*))').filter({ hasText: names[act] });
    return firstUsable([entry.filter({ hasText: onlyAct(names[act]) })]);
  }

  /** Undoes what an earlier look has left, so that what comes now is told from what was there. */
  async #prepare(place: Place, { row }: Subject): Promise<void> {
    if (place === 'tick') await this.#selection.untick(row);
    const expanded = row.locator(EXPANDS).and(row.page().locator('[aria-expanded=true]')).first();
    if (place !== 'expand' || !(await expanded.isVisible())) return;
    await expanded.click();
    await this.#records.watch.settle();
  }

  /** Does to a record what may lead to its acts. @returns whether there was something to do */
  async #go(place: Place, { name, row }: Subject): Promise<boolean> {
    const { page, watch } = this.#records;
    const label = row.getByText(name).last();
    const target = (await label.isVisible()) ? label : row;
    switch (place) {
      case 'tick':
        return this.#selection.tick(row);
      case 'expand': {
        const expander = row
          .locator(EXPANDS)
          .or(row.and(page.locator(EXPANDS)))
          .first();
        if (!(await expander.isVisible())) return false;
        await expander.click();
        return true;
      }
      case 'open': {
        const link = row.getByRole('link').filter({ hasText: name }).first();
        const way = (await firstUsable([link, control(row, LEADS)])) ?? target;
        await watch.load(() => way.click());
        return true;
      }
      case 'double click':
        await watch.load(() => target.dblclick());
        return true;
      case 'right button':
        await target.click({ button: 'right' });
        return true;
      case 'long press':
        await press(page, target);
        return true;
    }
  }

  /** Leaves a place in which the act is not. */
  async #leave(place: Place, { row }: Subject): Promise<undefined> {
    const { page, watch } = this.#records;
    if (place === 'tick') await this.#selection.untick(row);
    // What expands may be a menu without a role, which covers other records.
    if (!isMenu(place) && place !== 'expand') return;
    await page.keyboard.press('Escape');
    await watch.settle();
  }
}

const isMenu = (place: Place) => place === 'right button' || place === 'long press';

async function press(page: Page, target: Locator): Promise<void> {
  if (!(await reachable(target))) return;
  await target.hover();
  await page.mouse.down();
  await page.waitForTimeout(PRESS_MS);
  await page.mouse.up();
}
