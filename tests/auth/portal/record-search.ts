import type { Locator } from '@playwright/test';
import type { Records } from './records.ts';

/** Milliseconds after which a search without any effect does not belong to this list. */
const SEARCH_MS = 2_500;

/** The search field of a list. */
export class RecordSearch {
  readonly #records: Records;
  /** Whether it found one of our records before, so that an empty list means that there is none. */
  #finds: boolean | undefined;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Whether a list that is empty after a search has no such record. */
  get isSure(): boolean {
    return this.#finds === true;
  }

  /** Types into the search field. @returns undefined where there is none, or it does not belong to this list */
  async type(text: string): Promise<'searched' | undefined> {
    const { watch } = this.#records;
    const box = this.#box();
    if (this.#finds === false || !(await box.isVisible())) return undefined;
    watch.begin();
    await box.fill(text);
    const started = Date.now();
    const hit = this.#records.rows(text);
    const others = this.#records.all().filter({ hasNotText: text });
    const done = async () => (await others.count()) === 0;
    // A search waits a moment for more characters; until then the list does not change.
    while (Date.now() - started < SEARCH_MS)
      if (await watch.settle(async () => (await hit.count()) > 0 && (await done()))) break;
    this.#records.heed();
    if (!(await done())) {
      this.#finds = false;
      await this.clear();
      return undefined;
    }
    if ((await hit.count()) > 0) this.#finds = true;
    return 'searched';
  }

  #box(): Locator {
    const { page, names } = this.#records;
    return page
      .getByRole('searchbox')
      .or(page.getByRole('textbox', { name: names.search }))
      .last();
  }

  async clear(): Promise<void> {
    const { watch } = this.#records;
    const box = this.#box();
    if (!(await box.isVisible()) || (await box.inputValue()) === '') return;
    watch.begin();
    await box.fill('');
    const started = Date.now();
    const filled = () => this.#records.any();
    while (Date.now() - started < SEARCH_MS / 2) if (await watch.settle(filled)) break;
  }
}
