import type { ElementHandle, Locator, Page } from '@playwright/test';
import type { PortalNames } from './names.ts';
import { NotSettled } from './not-settled.ts';
import { fillIn, type Choice } from './popup-form.ts';
import { Reentry } from './reentry.ts';
import type { PageWatch } from './watch.ts';
import { clickUncovered, isCovered } from './click.ts';
import { control, controls, withSlotted } from './control.ts';
import { MESSAGE, TOAST } from './records.ts';

export type Word = 'revoke' | 'delete' | 'regenerate' | 'cancel';

/** The pop-ups of a page: dialogs of its own, and the browser's (`confirm()`). */
export class Popup {
  readonly #page: Page;
  readonly #names: PortalNames;
  readonly #watch: PageWatch;
  /** What some portals want before an act, in a pop-up or on a page. */
  readonly password: Reentry;
  /** A click that a native pop-up blocks. */
  #click: Promise<unknown> = Promise.resolve();
  /** Dialogs that were open before the act and could not be closed: a cookie banner. */
  #before = 0;
  /** Whether a Cancel belongs to the pop-up, because there was none before. */
  #inline = true;
  #subject = '';
  /** Whether the pop-up is no dialog: it may be part of a record. */
  #inRow = false;

  /** @param password of who is signed in, where it is known */
  constructor(page: Page, names: PortalNames, watch: PageWatch, password?: string) {
    this.#page = page;
    this.#names = names;
    this.#watch = watch;
    this.password = new Reentry(page, names, watch, password);
  }

  /** Dialogs of the page that are shown now. */
  get dialogs(): Locator {
    const page = this.#page;
    const alerts = page.getByRole('alertdialog').and(page.locator(`:not(${TOAST})`));
    return page.getByRole('dialog').or(alerts).filter({ visible: true });
  }

  /** The dialog on top, with all that it shows; the page where none is open. */
  async top(): Promise<Page | Locator> {
    return (await this.dialogs.count()) > 0 ? withSlotted(this.dialogs.last()) : this.#page;
  }

  /**
   * Clicks a control, and waits for a pop-up until the page rests.
   * @param subject name of the record, which some pop-ups want typed
   * @param done whether the result of the act is there already
   * @returns whether a pop-up wants confirmation before anything is done
   */
  async opensAfter(control: Locator, subject: string, done = () => Promise.resolve(false)): Promise<boolean> {
    let hasCancel = false;
    [this.#before, hasCancel] = await Promise.all([
      this.dialogs.count(),
      this.#cancel.isVisible(),
      this.password.begin(),
    ]);
    this.#inline = !hasCancel;
    this.#subject = subject;
    const sheet = this.#before > 0 ? await dialogAround(control) : null;
    const shown = await sheet?.innerText();
    await this.uncover(control);
    await this.start(() => clickUncovered(control), { confirming: true });
    if (sheet !== null) await this.#leaves(sheet, shown);
    let isDone = false;
    const seen = async () =>
      this.#watch.dialog !== undefined ||
      (isDone = await done()) ||
      (await this.#isOpen()) ||
      (await this.password.isWanted());
    return (await this.#watch.settle(seen)) && !isDone;
  }

  /** Waits until the sheet in which the control was is gone, or wants a confirmation itself. */
  async #leaves(sheet: ElementHandle<HTMLElement>, shown: string | undefined): Promise<void> {
    const isGone = async () => !(await sheet.isVisible()) || (await sheet.innerText().catch(() => '')) !== shown;
    if (!(await this.#watch.settle(isGone))) return;
    this.#before -= 1;
    this.#inline = true;
  }

  get #cancel(): Locator {
    return control(this.#page, this.#names.cancel);
  }

  async #isOpen(): Promise<boolean> {
    return (await this.dialogs.count()) > this.#before || (this.#inline && (await this.#cancel.isVisible()));
  }

  /** Begins an act. A native pop-up blocks the click until it is answered. */
  async start(click: () => Promise<unknown>, options?: { confirming: boolean }): Promise<void> {
    this.#watch.begin(options);
    const clicked = click();
    this.#click = clicked.catch(() => undefined);
    await Promise.race([clicked, this.#watch.opened()]);
  }

  /** Answers the pop-up, whatever follows. */
  async agree(word: Word): Promise<void> {
    const { dialog } = this.#watch;
    if (dialog !== undefined) {
      this.#watch.dialog = undefined;
      await (word === 'cancel'
        ? dialog.dismiss()
        : dialog.accept(dialog.type() === 'prompt' ? this.#subject : undefined));
      await this.#click;
      return;
    }
    if (await this.#wantsPasswordAlone(word)) {
      // To leave such a page is to cancel.
      if (word === 'cancel') return;
      await this.password.enter();
      const opens = async () => this.#watch.dialog !== undefined || (await this.#isOpen());
      if (await this.#watch.settle(opens)) await this.agree(word);
      return;
    }
    // A pop-up that just opened may disappear for a moment while it is placed, and its controls appear one after the other.
    let choice: Choice | undefined;
    if (!(await this.#watch.settle(async () => (choice = await this.#choice(word)) !== undefined)) || !choice)
      throw new NotSettled(`the pop-up has no control to ${word}`);
    if (word !== 'cancel') {
      await this.password.fillIn(choice.scope);
      await fillIn(choice, this.#subject, this.#watch);
    }
    await choice.button.click();
  }

  /** Whether the password is wanted before the act itself can be chosen. */
  async #wantsPasswordAlone(word: Word): Promise<boolean> {
    if (!(await this.password.isWanted())) return false;
    return !(await control(await this.top(), this.#names[word]).isVisible());
  }

  /** The control in the pop-up only: one of the same name in the list belongs to another record. */
  async #choice(word: Word): Promise<Choice | undefined> {
    const scope = await this.#scope(word);
    if (scope === undefined) return undefined;
    const names = [this.#names[word], word === 'cancel' ? this.#names.close : this.#names.confirm];
    // In a row, the control that was pressed may still be there beside "Yes" and "No".
    if (this.#inRow && word !== 'cancel') names.reverse();
    for (const name of names)
      if (await control(scope, name).isVisible()) return { scope, button: control(scope, name) };
    return undefined;
  }

  /** Presses a choice, and waits until the pop-up is gone. @throws NotSettled where it stays */
  async choose(word: Word): Promise<void> {
    const own = this.#watch.dialog === undefined;
    await this.agree(word);
    if (!own || (await this.#watch.settle(async () => !(await this.#isOpen())))) return;
    throw new NotSettled(`the pop-up stayed open after ${word}${await this.#alert()}`);
  }

  /** Closes dialogs that cover the page, because nothing behind them can be clicked. @returns whether there was one */
  async clear(): Promise<boolean> {
    const before = await this.dialogs.count();
    if (before === 0) return false;
    await this.#clear();
    return (await this.dialogs.count()) < before;
  }

  /** Closes messages where one covers a control; some stay until then. */
  async uncover(covered: Locator): Promise<void> {
    const close = control(this.#page.locator(MESSAGE).filter({ visible: true }), this.#names.close);
    if (!(await close.isVisible()) || !(await isCovered(covered))) return;
    for (let turn = 0; turn < 3 && (await close.isVisible()); turn += 1) {
      await close.click();
      await this.#watch.settle();
    }
  }

  async #clear(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) {
      const open = await this.dialogs.count();
      if (open === 0) return;
      const fewer = async () => (await this.dialogs.count()) < open;
      this.#watch.begin();
      await this.#page.keyboard.press('Escape');
      if (await this.#watch.settle(fewer)) continue;
      const last = await withSlotted(this.dialogs.last());
      const close = control(last, this.#names.close);
      const way = (await close.isVisible()) ? close : control(last, this.#names.consent);
      if (!(await way.isVisible())) return;
      await way.click();
      await this.#watch.settle(fewer);
    }
  }

  /** The pop-up's element: a dialog, or the smallest part of the page that holds Cancel and the other choice, but no record. */
  async #scope(word: Word): Promise<Page | Locator | undefined> {
    this.#inRow = (await this.dialogs.count()) <= this.#before;
    if (!this.#inRow) return withSlotted(this.dialogs.last());
    const page = this.#page;
    if (!this.#inline || word === 'cancel') return this.#inline ? page : undefined;
    // On a page of its own, Cancel may be a link.
    const button = (name: RegExp) => controls(page, name);
    const record = page.getByRole('row').or(
      page
        .getByRole('listitem')
        .or(page.getByRole('article'))
        .filter({ has: page.getByRole('button') }),
    );
    return page
      .locator('*')
      .filter({ has: button(this.#names.cancel) })
      .filter({ has: button(this.#names[word]).or(button(this.#names.confirm)) })
      .filter({ hasNot: record })
      .last();
  }

  async #alert(): Promise<string> {
    const alert = this.#page.getByRole('alert').first();
    return (await alert.isVisible()) ? `: ${(await alert.innerText()).slice(0, 100)}` : '';
  }
}

/** The dialog that holds a control, through slots and shadow roots. */
async function dialogAround(control: Locator): Promise<ElementHandle<HTMLElement> | null> {
  const around = await control.evaluateHandle((element) => {
    for (let at: Node | null = element; at !== null;) {
      if (at instanceof HTMLElement && at.matches('dialog, [role=dialog], [role=alertdialog]')) return at;
      at = (at as Element).assignedSlot ?? at.parentNode ?? (at as Partial<ShadowRoot>).host ?? null;
    }
    return null;
  });
  return around.asElement();
}
