import type { Locator } from '@playwright/test';
import type { Act } from './act.ts';
import { control, controls, pointAt, usable } from './control.ts';
import { byMarkup, byTooltip } from './icon.ts';
import type { Subject } from './belonging.ts';
import type { RecordPlaces } from './record-places.ts';
import { OPENS_MENU, type Records } from './records.ts';
import { NotSettled } from './not-settled.ts';

/** What is needed to look for a record's acts apart from its row. */
export interface Apart {
  subject: Subject;
  /** Finds the record once more. */
  again: () => Promise<unknown>;
}

/** Times that a record may be redrawn while its control is looked for. */
const REDRAWN = 5;

/** The controls of a record, in its menu where it has one. */
export class RecordControl {
  readonly #records: Records;
  /** Menus that were shown before one of a record was opened: some portals navigate by one. */
  #menus = 0;

  /** Acts that were found in the row of a record: where it has none, it does not offer it. */
  readonly #inRows = new Set<Act>();
  readonly #places: RecordPlaces;

  constructor(records: Records, places: RecordPlaces) {
    this.#records = records;
    this.#places = places;
  }

  /** The control of a record for an act that can be used now; in its menu where it has one, or in a place apart from it. */
  async find(shown: Locator, act: Act, apart?: Apart): Promise<Locator | undefined> {
    if (apart !== undefined && this.#places.knows(act)) return this.#places.find(apart.subject, act, apart.again);
    const found = await this.#inRow(shown, act);
    if (found !== undefined) this.#inRows.add(act);
    if (found !== undefined || apart === undefined || this.#inRows.has(act)) return found;
    return this.#places.find(apart.subject, act, apart.again);
  }

  async #inRow(shown: Locator, act: Act): Promise<Locator | undefined> {
    const { names, watch } = this.#records;
    const record = await this.#records.whole(shown);
    const direct = control(record, names[act]);
    if (await usable(direct)) return direct;
    const menu = control(record, names.rowMenu).or(record.locator(OPENS_MENU)).first();
    if (!(await menu.isVisible()) && !(await direct.isVisible())) await pointAt(shown);
    // A row may be redrawn at any moment, with other controls.
    for (let turn = 0; !(await menu.isVisible()); turn += 1) {
      if (!(await watch.settle(async () => (await usable(direct)) || (await menu.isVisible()))))
        return this.#byIcon(record, act);
      if (await usable(direct)) return direct;
      if (turn === REDRAWN) throw new NotSettled('the record was drawn again and again');
    }
    return (await usable(direct)) ? direct : this.#inMenu(record, menu, act);
  }

  /** A control that is only an icon; or one in a menu that is opened by one. */
  async #byIcon(record: Locator, act: Act): Promise<Locator | undefined> {
    const { names } = this.#records;
    const icon = await byMarkup(record, act);
    if (icon !== undefined) return (await usable(icon)) ? icon : undefined;
    const menu = await byMarkup(record, 'rowMenu');
    return menu === undefined ? byTooltip(record, act, names) : this.#inMenu(record, menu, act);
  }

  /** Opens a menu of the record. @returns its entry for the act; undefined, and the menu is closed, where it has none */
  async #inMenu(record: Locator, menu: Locator, act: Act): Promise<Locator | undefined> {
    const { page, names, watch } = this.#records;
    const name = names[act];
    // A sheet of acts, which some portals show in place of a menu, is a dialog.
    const menus = page.getByRole('menu').or(page.getByRole('dialog'));
    const entries = page.getByRole('menuitem', { name }).or(menus.getByRole('button', { name }));
    // Some menus are parts of the record, without a role.
    const entry = entries.or(controls(record, name)).filter({ visible: true }).first();
    this.#menus = await this.#open().count();
    await menu.click();
    if ((await watch.settle(() => entry.isVisible())) && (await usable(entry))) return entry;
    await page.keyboard.press('Escape');
    await watch.settle();
    return undefined;
  }

  #open(): Locator {
    return this.#records.page.getByRole('menu').filter({ visible: true });
  }

  /** Closes the menu that was opened for a control, so that the next click on the record does not close it instead. */
  async close(): Promise<void> {
    const isOpen = async () => (await this.#open().count()) > this.#menus;
    if (!(await isOpen())) return;
    await this.#records.page.keyboard.press('Escape');
    await this.#records.watch.settle(async () => !(await isOpen()));
  }
}
