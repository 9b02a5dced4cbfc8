import type { Locator, Page } from '@playwright/test';
import { control, controls, usable } from './control.ts';
import type { PortalNames } from './names.ts';
import { ControlGone, NotFound } from './not-settled.ts';
import type { Popup, Word } from './popup.ts';
import type { Act } from './act.ts';
import type { RecordList } from './record-list.ts';
import type { ValueField } from './value-field.ts';
import type { PageWatch } from './watch.ts';

/** Milliseconds for which an act can be undone. */
const UNDO_MS = 30_000;

interface Parts {
  page: Page;
  names: PortalNames;
  watch: PageWatch;
  popup: Popup;
  list: RecordList;
  value: ValueField;
}

/** What is done with a record of the list: revoke, regenerate, delete. */
export class RecordActs {
  readonly #parts: Parts;
  /** What the record showed before the last act. */
  #before = '';

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether a record has a control for this act now. */
  async offers(name: string, act: Act): Promise<boolean> {
    const record = await this.#parts.list.find(name);
    if (record === undefined) return false;
    return this.#parts.list.offers(record, act, name);
  }

  /**
   * Presses a control of a record.
   * @param isJudged whether `notDone` will be asked
   * @returns whether a pop-up wants confirmation before anything is done
   */
  async press(name: string, act: 'revoke' | 'delete', isJudged = true): Promise<boolean> {
    const hasOpened = await this.pressOffered(name, act, isJudged);
    if (hasOpened === undefined) throw new NotFound(`the record ${name} has no control to ${act} it`);
    return hasOpened;
  }

  /** The same; undefined where the record is not there, or has no such control. */
  async pressOffered(name: string, act: 'revoke' | 'delete', isJudged = true): Promise<boolean | undefined> {
    return this.#clicked(async () => {
      const button = await this.#controlFor(name, act);
      if (button === undefined) return undefined;
      if (isJudged) this.#before = await this.#stateOf(name, act);
      return this.#parts.popup.opensAfter(button, name);
    });
  }

  /** Answers the pop-up, and waits until it is gone. */
  async answer(word: Word): Promise<void> {
    await this.#parts.popup.choose(word);
  }

  /** Answers the pop-up, whatever follows. */
  async agree(word: Word): Promise<void> {
    await this.#parts.popup.agree(word);
  }

  /**
   * Waits until an act is confirmed: the portal accepted a request, or the page rests and the record has changed.
   * @returns why it was not confirmed; undefined where it was
   */
  async notDone(name: string, act: 'revoke' | 'delete'): Promise<string | undefined> {
    const { popup, watch, page, names } = this.#parts;
    const accepted = () => watch.writes.find(({ status }) => status > 0 && status < 400);
    const rejected = () => watch.writes.find(({ status }) => status === 0 || status >= 400);
    await watch.settle(() => Promise.resolve((accepted() ?? rejected()) !== undefined));
    const failed = rejected();
    // It may have led to a page that wants the password first.
    const wants = () => popup.password.isWanted();
    if (failed !== undefined) await watch.settle(wants);
    else if ((accepted()?.status ?? 0) >= 300)
      await watch.settle(async () => (await wants()) || (await control(page, names.addKey).isVisible()));
    if (await wants()) {
      await popup.password.enter();
      return this.notDone(name, act);
    }
    if (accepted() && failed === undefined) return undefined;
    // Another request than that of the act may have failed, or was accepted.
    if (failed !== undefined && (!accepted() || (await this.#stateOf(name, act)) === this.#before))
      return `${act}: the portal responded ${failed.status || 'nothing'} to ${failed.method} ${failed.path}`;
    if ((await this.#stateOf(name, act)) === this.#before)
      return `${act}: nothing was sent, and the record did not change`;
    await this.#beyondUndo(() => accepted() !== undefined);
    return undefined;
  }

  /** Waits until an act that the page shows, and that can be undone for a moment, is sent. */
  async #beyondUndo(isSent: () => boolean): Promise<void> {
    const { page, names, watch } = this.#parts;
    const undo = control(page, names.undo);
    if (!(await undo.isVisible())) return;
    for (const started = Date.now(); Date.now() - started < UNDO_MS;)
      if (await watch.settle(async () => isSent() || !(await undo.isVisible()))) break;
    await watch.settle(() => Promise.resolve(isSent()));
  }

  /** What the records of a name show, and whether the one that is used shows a control. Clocks may run meanwhile. */
  async #stateOf(name: string, act: 'revoke' | 'delete'): Promise<string> {
    const { list, names } = this.#parts;
    // A form that was sent twice leaves two records of a name.
    const texts = await list.texts(name);
    // On a page of its own, where the list is not shown, only the control tells.
    if (texts.length === 0) return `gone ${await usable(controls(this.#parts.page, names[act]))}`;
    const isOffered = await control(list.shown(name), names[act]).isVisible();
    return [isOffered, ...texts].join('\n').replace(/\d+/g, '0');
  }

  /** Gives a revoked record a new value and reads it. */
  async regenerate(name: string): Promise<string> {
    await this.pressRegenerate(name);
    return this.#parts.value.read();
  }

  /**
   * Presses *Regenerate* of a record, and confirms where a pop-up opens.
   * @param isSent whether the request was seen, so that no pop-up comes any more
   */
  async pressRegenerate(name: string, isSent = () => false): Promise<void> {
    // The pop-up may be the one that shows the new value.
    const there = async () => isSent() || (await this.#parts.value.peek()) !== '';
    const hasOpened = await this.#clicked(async () => {
      const button = await this.#controlFor(name, 'regenerate');
      if (button === undefined) throw new NotFound(`the record ${name} has no control to regenerate it`);
      await this.#parts.value.begin();
      return this.#parts.popup.opensAfter(button, name, there);
    });
    if (!hasOpened) return;
    const cancel = control(this.#parts.page, this.#parts.names.cancel);
    const wantsConfirmation = async () =>
      this.#parts.watch.dialog !== undefined ||
      (await cancel.isVisible()) ||
      (await this.#parts.popup.password.isWanted());
    if (
      (await this.#parts.watch.settle(async () => (await there()) || (await wantsConfirmation()))) &&
      (await wantsConfirmation())
    )
      await this.agree('regenerate');
  }

  /** Clicks the control of a record; looks for it once more where the record was redrawn before it took the click. */
  async #clicked<Result>(press: () => Promise<Result>): Promise<Result> {
    try {
      return await press();
    } catch (error) {
      if (!(error instanceof ControlGone)) throw error;
      return press();
    }
  }

  async #controlFor(name: string, act: Act): Promise<Locator | undefined> {
    const record = await this.#parts.list.find(name);
    return record && this.#parts.list.controlOf(record, act, name);
  }
}
