import type { Locator, Page } from '@playwright/test';
import { cards } from './cards.ts';
import { controls } from './control.ts';
import type { PortalNames } from './names.ts';
import { NotSettled, Withheld } from './not-settled.ts';
import type { PageWatch } from './watch.ts';

/** What opens a menu, whatever its name is. */
export const OPENS_MENU = ':is([aria-haspopup=menu], [aria-haspopup=true]):not([role=menuitem])';

/** A message that says of itself that it is a dialog: the page goes on beside it. */
export const TOAST = '[role=alertdialog][aria-modal=false]';
/** Messages that come and go may name a record, and have a button, but are none. */
export const MESSAGE = `[aria-live], [role=status], [role=alert], ${TOAST}`;
/** What leads to the acts of a record that has none in its row, and what is a record by itself. */
const LEADS = ':is(a[href], [role=link], [role=checkbox], input[type=checkbox], [aria-expanded], summary, [tabindex])';
const CHOICE = ':is([role=option], [role=treeitem], [aria-expanded]:is(button, [role=button]), details)';
const INSIDE = 'tr *, [role=row] *, li *, article *, [role=option] *, nav *, header *, [role=dialog] *, [role=menu] *';
const ITEM = `:is(li, article, [role=listitem], [role=article]):not(${MESSAGE}, :is(${MESSAGE}) *, :has(${TOAST}))`;

/** The records of the list that the page shows now. */
export class Records {
  readonly page: Page;
  readonly names: PortalNames;
  readonly watch: PageWatch;

  /** Whether the records have no controls of their own. */
  #isPlain = false;
  /** Whether they have no role by which they are known. */
  #areCards = false;

  constructor(page: Page, names: PortalNames, watch: PageWatch) {
    this.page = page;
    this.names = names;
    this.watch = watch;
  }

  /** Parts of the page that may be records and contain this text. */
  rows(text: string | RegExp = ''): Locator {
    const { page } = this;
    const has = this.#isPlain ? this.#acts().or(page.locator(LEADS)) : this.#acts();
    const items = page.locator(ITEM).filter({ hasText: text }).filter({ has });
    const rows = page.getByRole('row').filter({ hasText: text }).or(items);
    const alone = page.locator(text === '' ? CHOICE : `:is(${CHOICE}, button, a[href]):not(${INSIDE})`);
    if (this.#areCards) return rows.or(this.#cards().filter({ hasText: text })).filter({ visible: true });
    return (this.#isPlain ? rows.or(alone.filter({ hasText: text })) : rows).filter({ visible: true });
  }

  /** Those with a control of a record. */
  all(): Locator {
    const { page } = this;
    const own = this.rows().filter({ has: this.#acts() });
    if (!this.#isPlain) return own;
    const led = this.rows().filter({ has: page.locator(`:is(${LEADS}, td, [role=cell], [role=gridcell])`) });
    return led.or(page.locator(CHOICE).filter({ visible: true }));
  }

  /** Forgets that records have no controls of their own where one has now. */
  async recall(): Promise<void> {
    if (this.#isPlain) await this.reconsider();
  }

  /**
   * Notes, once the page rests, whether the records have no controls of their own.
   * @returns whether this is so now, and was not known before
   */
  async reconsider(): Promise<boolean> {
    const before = this.#isPlain;
    this.#isPlain = false;
    const isKnown = this.#areCards;
    if (await this.any()) return false;
    // Only one may be what a panel shows of a record.
    this.#areCards ||= (await this.#cards().count()) > 1;
    this.#isPlain = !this.#areCards;
    return this.#isPlain ? !before : !isKnown;
  }

  /** Whether any record is shown. */
  async any(): Promise<boolean> {
    return (await this.all().count()) > 0;
  }

  /** All parts of a record: some grids draw those of its columns that stay in place as a row of their own. */
  async whole(record: Locator): Promise<Locator> {
    // An evaluation on a page that had none takes as long as to load it.
    if ((await record.and(this.page.locator('[aria-rowindex]')).count()) === 0) return record;
    // Not waited for: a record may be gone by now.
    const [index = null] = await record.evaluateAll((found) => found.map((row) => row.getAttribute('aria-rowindex')));
    if (index === null) return record;
    const grid = this.page.getByRole('grid').or(this.page.getByRole('treegrid')).filter({ has: record }).last();
    return grid.locator(`[role=row][aria-rowindex="${Number(index)}"]`);
  }

  #cards(): Locator {
    return cards(this.page, this.names);
  }

  #acts(): Locator {
    const { page, names } = this;
    const any = new RegExp(
      [names.revoke, names.regenerate, names.delete, names.rowMenu].map(({ source }) => source).join('|'),
      'i',
    );
    // Some controls are icons without a name.
    return controls(page, any)
      .or(page.locator(OPENS_MENU))
      .or(page.getByRole('button', { name: /^$/ }));
  }

  /** A list that did not load is no evidence that it is empty. @throws NotSettled, Withheld where the list may not be seen */
  heed(): void {
    const [failure] = this.watch.failures;
    if (failure === undefined) return;
    const why = `the list did not come: ${failure}`;
    throw /^40[13]/.test(failure) ? new Withheld(why) : new NotSettled(why);
  }
}
