import type { Locator, Page } from '@playwright/test';
import type { PortalNames } from './names.ts';
import type { Popup } from './popup.ts';
import type { Act } from './act.ts';
import { RecordControl } from './record-control.ts';
import { RecordPlaces } from './record-places.ts';
import { RecordPages } from './record-pages.ts';
import { RecordSearch } from './record-search.ts';
import { RecordViews } from './record-views.ts';
import { Records } from './records.ts';
import type { PageWatch } from './watch.ts';

interface Parts {
  page: Page;
  names: PortalNames;
  watch: PageWatch;
  popup: Popup;
  /** Leads back to the list from the page of a record. */
  home?: () => Promise<void>;
}

/** The whole list of keys: behind a search field, on several pages, or loaded while scrolling. */
export class RecordList {
  readonly #parts: Parts;
  readonly #records: Records;
  readonly #search: RecordSearch;
  readonly #pages: RecordPages;
  readonly #views: RecordViews;
  readonly #places: RecordPlaces;
  readonly #control: RecordControl;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#records = new Records(parts.page, parts.names, parts.watch);
    this.#search = new RecordSearch(this.#records);
    this.#pages = new RecordPages(this.#records);
    this.#views = new RecordViews(this.#records);
    this.#places = new RecordPlaces(this.#records);
    this.#control = new RecordControl(this.#records, this.#places);
  }

  /** The record with this name among those shown now; it may also be on another page. */
  shown(name: string): Locator {
    return this.#records.rows(name).last();
  }

  /** What the records with this name show, among those shown now. */
  async texts(name: string): Promise<string[]> {
    return this.#records.rows(name).allInnerTexts();
  }

  /**
   * The record with this name, wherever in the list it is; it is shown afterwards.
   * @returns undefined where the whole list was seen without it
   * @throws NotSettled where the list could not be seen
   */
  async find(name: string): Promise<Locator | undefined> {
    const { watch, popup } = this.#parts;
    await popup.clear();
    await this.#goHome();
    await this.#records.recall();
    const there = () => this.shown(name).isVisible();
    if (await watch.settle(there)) return this.shown(name);
    this.#records.heed();
    if ((await this.#records.reconsider()) && (await there())) return this.shown(name);
    if (await this.#turnTo(name, there)) return this.shown(name);
    for await (const _ of this.#views.others(there)) {
      if ((await there()) || (await this.#turnTo(name, there))) return this.shown(name);
    }
    return undefined;
  }

  /** Looks for a record in all of the view that is open. @returns whether it is shown now */
  async #turnTo(name: string, there: () => Promise<boolean>): Promise<boolean> {
    const searched = await this.#search.type(name);
    if (searched !== undefined && (await there())) return true;
    if (searched !== undefined && this.#search.isSure) return false;
    if (searched !== undefined) await this.#search.clear();
    for await (const _ of this.#pages.others(there)) if (await there()) return true;
    return false;
  }

  /** The texts of all records that contain a text, from all pages and views. */
  async all(text: string): Promise<string[]> {
    const { watch, popup } = this.#parts;
    await popup.clear();
    await this.#goHome();
    await watch.settle();
    this.#records.heed();
    await this.#records.reconsider();
    const found = new Set<string>();
    await this.#collect(text, found);
    for await (const _ of this.#views.others()) await this.#collect(text, found);
    return [...found];
  }

  /** The texts of the records in the view that is open. */
  async #collect(text: string, found: Set<string>): Promise<void> {
    const collect = async () => {
      for (const row of await this.#records.rows(text).allInnerTexts()) found.add(row);
    };
    await collect();
    const searched = await this.#search.type(text);
    await collect();
    if (searched !== undefined && !this.#search.isSure) await this.#search.clear();
    for await (const _ of this.#pages.others()) await collect();
  }

  /** All parts of a record. */
  async whole(record: Locator): Promise<Locator> {
    return this.#records.whole(record);
  }

  /**
   * The control of a record for an act that can be used now; in its menu where it has one.
   * @param name the record's name, by which its acts are found apart from its row
   */
  async controlOf(record: Locator, act: Act, name?: string): Promise<Locator | undefined> {
    if (name === undefined) return this.#control.find(record, act);
    return this.#control.find(record, act, { subject: { name, row: record }, again: () => this.find(name) });
  }

  /** Whether a record has a control for an act that can be used now; what was opened to see it is closed again. */
  async offers(record: Locator, act: Act, name?: string): Promise<boolean> {
    const offered = (await this.controlOf(record, act, name)) !== undefined;
    if (offered) await this.#control.close();
    if (offered && name !== undefined) await this.#places.close({ name, row: record });
    return offered;
  }

  /** Comes back from the page of a record. */
  async #goHome(): Promise<void> {
    if (await this.#places.hasLeft()) await this.#parts.home?.();
  }

  /** Whether any record of the list is shown. */
  async filled(): Promise<boolean> {
    return this.#records.any();
  }
}
