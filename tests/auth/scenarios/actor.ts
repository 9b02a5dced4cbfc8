import { errors } from '@playwright/test';
import type { Observation } from '../../../verifier/observation.ts';
import type { Run } from '../../../verifier/run.ts';
import { goUnseen } from '../../../verifier/paste-secret.ts';
import type { GeneratedKeys } from '../portal/generated-keys.ts';
import type { Portal } from '../portal/portal.ts';
import { KEY } from '../evidence/names.ts';
import { UNAVAILABLE } from '../evidence/unavailable.ts';
import { isMask, shownInMask, shownOf } from '../portal/mask.ts';
import { Traces, type Look } from '../portal/search.ts';
import { NotSettled } from '../portal/not-settled.ts';
import { KeyRequests } from './key-requests.ts';

/** Values by the label of their key. */
type Values = Readonly<Record<string, string>>;
export type Way = 'reload' | 'Back' | 'link' | 'the app’s own way' | 'new tab' | 'new session';

/** Most steps of *Back*; some portals add many entries to the history. */
const MOST_BACK = 10;

/** Does one thing at a time in the portal, and notes the result. */
export class Actor {
  readonly run: Run;
  readonly portal: Portal;
  readonly requests: KeyRequests;
  /** Words that no value may hold: the provider's names and ids. */
  readonly words: readonly string[];
  /** The generated values, by the label of their key; they never leave this process. */
  readonly values = new Map<string, string>();
  /** When each was read, in milliseconds of the run's clock. */
  readonly madeAt = new Map<string, number>();
  readonly #generated: GeneratedKeys;
  #traces: Traces | undefined;

  constructor(run: Run, portal: Portal, generated: GeneratedKeys) {
    this.run = run;
    this.portal = portal;
    this.requests = new KeyRequests(run);
    this.#generated = generated;
    const { username = '' } = run.config.portal ?? {};
    this.words = username.split(/[@.]/).flatMap((word) => [word, word.split('-')[0] ?? '']);
  }

  /** Notes an observation. An address may hold a value, which is replaced by its name. */
  observe(step: string, fact: string, seen: Observation['value']): void {
    const { secrets } = this.run;
    const hidden = (part: Observation['value']) => (typeof part === 'string' ? secrets.hide(part) : part);
    const value = Array.isArray(seen) ? seen.map((part: string) => secrets.hide(part)) : hidden(seen);
    this.run.context.recorder.observe({ scenario: KEY, step, fact, value });
  }

  /** Generates a key and reads it while its page is open. Its value can be sent as `made-AS`. */
  async make(label: string, as = label): Promise<string> {
    this.run.heed();
    this.#traces?.stop();
    const { portal } = this;
    await portal.popup.clear();
    if (!(await portal.control(portal.page, portal.names.addKey).isVisible())) await portal.reloadKeys();
    const value = await this.#generated.generate(label, as);
    await this.#readOnce(as, value);
    return value;
  }

  /** Regenerates the record's value. */
  async regenerate(label: string, as: string): Promise<string> {
    this.#traces?.stop();
    const value = await this.portal.acts.regenerate(this.name(label));
    this.#generated.register(label, as, value);
    await this.#readOnce(as, value);
    return value;
  }

  async #readOnce(as: string, value: string): Promise<void> {
    this.values.set(as, value);
    this.madeAt.set(as, this.run.clock.now());
    this.observe(as, 'readable', value.length > 0 && !isMask(value));
    const copied = await this.portal.copied();
    if (copied === undefined) this.observe(as, 'unread', 'the browser did not let the clipboard be read');
    else this.observe(as, 'copied', copied === value);
    // From here on no response may hold the value.
    this.#traces = new Traces(this.portal.context);
  }

  /** Does a part of the scenario. If the portal gives up, its clauses get the reason and the other parts go on. */
  async attempt<Result>(part: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await part();
    } catch (error) {
      if (!(error instanceof NotSettled || error instanceof errors.TimeoutError)) throw error;
      this.observe('portal', UNAVAILABLE, `the portal gave up: ${error.message.split('\n')[0]}`);
      return undefined;
    }
  }

  name(label: string): string {
    return this.#generated.track(label);
  }

  async listed(label: string): Promise<boolean> {
    return (await this.portal.list.find(this.name(label))) !== undefined;
  }

  /** Leaves the page with the value, comes back to the list, and looks for the values everywhere. */
  async leaveBy(way: Way, values: Values): Promise<void> {
    this.run.heed();
    const { portal } = this;
    const traces = this.#traces ?? new Traces(portal.context);
    switch (way) {
      case 'new session': {
        const visit = await portal.visit();
        const fresh = new Traces(visit.context);
        await visit.reloadKeys();
        await this.#lookAtList(way, visit, fresh, values);
        return visit.close();
      }
      case 'new tab': {
        const page = await portal.context.newPage();
        await goUnseen(page, portal.page.url(), this.run.secrets);
        this.#note(way, await traces.look(page), values);
        return page.close();
      }
      case 'the app’s own way':
        // Closes a pop-up that shows the value; the list may be right behind it.
        if (await portal.popup.clear()) {
          await portal.watch.settle(() => portal.list.filled());
          await this.#lookAtList('closing it', portal, traces, values);
        }
        await portal.openKeys();
        return this.#lookAtList(way, portal, traces, values);
      case 'reload':
        await portal.watch.reload();
        // What the page itself shows, before the way back to the list.
        this.#note(way, await this.#look(portal, traces, values), values);
        break;
      case 'Back':
        await this.#goBack();
        this.#note(way, await this.#look(portal, traces, values), values);
        break;
      case 'link':
        await portal.openKeys();
        return this.#lookAtList(way, portal, traces, values);
    }
    await portal.reloadKeys();
    await this.#lookAtList(way, portal, traces, values);
  }

  /** Leaves for the list, then goes Back until the page that generated the value is reached. */
  async #goBack(): Promise<void> {
    const { portal } = this;
    const { page } = portal;
    const entries = () => page.evaluate(() => history.length);
    const before = await entries();
    await portal.openKeys();
    const steps = Math.min(MOST_BACK, Math.max(1, (await entries()) - before));
    // A page that would have to send its form again shows a browser error instead.
    for (let step = 0; step < steps; step += 1) await page.goBack().catch(() => null);
  }

  /** Notes where the values were found. */
  #note(way: string, look: Look, values: Values): void {
    for (const value of Object.values(values)) this.observe(way, 'found', look.placesOf(value));
  }

  /** Looks once the page has come to rest: a pop-up that still fades away with the value is no trace. */
  async #look(portal: Portal, traces: Traces, values: Values): Promise<Look> {
    const look = await traces.look(portal.page);
    if (Object.values(values).every((value) => look.placesOf(value).length === 0)) return look;
    await portal.watch.settle();
    return traces.look(portal.page);
  }

  async #lookAtList(way: string, portal: Portal, traces: Traces, values: Values): Promise<void> {
    this.#note(way, await this.#look(portal, traces, values), values);
    for (const [label, value] of Object.entries(values)) {
      const name = this.name(label.replace(/\d$/, ''));
      const record = await portal.list.find(name);
      if (record === undefined) continue;
      const mask = shownInMask(value, (await record.innerText()).replace(name, ''), await record.innerHTML());
      this.observe(way, 'shown', mask.shown);
      this.observe(way, 'mask', mask.length);
      this.observe(way, 'value length', value.length);
      const copied = await portal.copiedIn(record);
      if (copied === undefined) this.observe(way, 'copy unread', 'the browser did not let the clipboard be read');
      else this.observe(way, 'copyable', copied === value);
    }
  }

  /** Presses the control and cancels the pop-up. */
  async cancel(act: 'revoke' | 'delete', label: string): Promise<void> {
    this.run.heed();
    const hasOpened = await this.portal.acts.press(this.name(label), act);
    this.observe(act, 'confirmation', hasOpened);
    if (hasOpened) await this.portal.acts.answer('cancel');
    await this.portal.watch.sent();
    await this.portal.reloadKeys();
    this.observe(`cancel-${act}`, 'record', await this.listed(label));
    this.observe(`cancel-${act}`, 'still active', await this.portal.acts.offers(this.name(label), 'revoke'));
  }

  /**
   * Presses the control, confirms, and tries the key from the moment in which the act was confirmed. If it was not confirmed,
   * nothing is tried.
   * @returns whether it was confirmed
   */
  async confirm(act: 'revoke' | 'delete', label: string, values: Values, as = label): Promise<boolean> {
    const { portal } = this;
    const name = this.name(label);
    const why = await this.#notDone(act, label);
    if (why !== undefined) {
      this.observe(act, 'not done', why);
      return false;
    }
    await this.requests.rejected(act, as);
    await portal.reloadKeys();
    let record = await portal.list.find(name);
    if (act === 'delete' && record !== undefined) {
      // Looks twice for a record that should be gone: a list may be a moment behind.
      await portal.reloadKeys();
      record = await portal.list.find(name);
    }
    this.observe(`${act}d`, 'record', record !== undefined);
    if (act === 'delete' && record === undefined) this.#generated.deleted(label);
    const text = (await record?.innerText()) ?? '';
    for (const value of Object.values(values)) {
      this.observe(`${act}d`, 'shown', shownOf(value, text.replace(name, '')));
    }
    return true;
  }

  /** Presses the control and confirms. @returns why the act was not confirmed; undefined where it was */
  async #notDone(act: 'revoke' | 'delete', label: string): Promise<string | undefined> {
    const { portal } = this;
    const name = this.name(label);
    if (await portal.acts.offers(name, act)) {
      const hasOpened = await portal.acts.press(name, act);
      this.observe(act, 'confirmation', hasOpened);
      if (hasOpened) await portal.acts.answer(act);
      return portal.acts.notDone(name, act);
    }
    // The act before may have worked although it was cancelled.
    const isDone = act === 'revoke' ? await portal.acts.offers(name, 'regenerate') : !(await this.listed(label));
    return isDone ? undefined : `${act}: the record has no control for it`;
  }
}
