import type { Observation } from '../../../verifier/observation.ts';
import type { Run } from '../../../verifier/run.ts';
import { shownInMask } from '../portal/mask.ts';
import type { Portal } from '../portal/portal.ts';
import { Traces, type Look } from '../portal/search.ts';

/** Values by the label of their key. */
export type Values = Readonly<Record<string, string>>;
export type Way = 'reload' | 'Back' | 'link' | 'the app’s own way' | 'new tab' | 'new session';

/** Who uses the portal, and notes what is found. */
export interface Observer {
  readonly run: Run;
  readonly portal: Portal;
  observe(step: string, fact: string, seen: Observation['value']): void;
  /** Name of the record with this label. */
  name(label: string): string;
}

/** Most steps of *Back*; some portals add many entries to the history. */
const MOST_BACK = 10;

/** Leaves the page that shows a value, comes back, and looks for the values (KEY-04, KEY-05). */
export class WaysBack {
  readonly #actor: Observer;
  #traces: Traces | undefined;

  constructor(actor: Observer) {
    this.#actor = actor;
  }

  /** From here on no response may hold the values that were read. */
  begin(): void {
    this.#traces = new Traces(this.#actor.portal.context);
  }

  /** A new value is about to come. */
  stop(): void {
    this.#traces?.stop();
  }

  /** Leaves the page with the value, comes back to the list, and looks for the values everywhere. */
  async leaveBy(way: Way, values: Values): Promise<void> {
    const { portal } = this.#actor;
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
        await page.goto(portal.address);
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
        if (!(await portal.popup.clear()) && (await portal.showsKeys()))
          return this.#lookAtRecords(way, portal, values);
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
    const { portal } = this.#actor;
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
    for (const value of Object.values(values)) this.#actor.observe(way, 'found', look.placesOf(value));
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
    await this.#lookAtRecords(way, portal, values);
  }

  /** Notes what the records show of their values, and copy. */
  async #lookAtRecords(way: string, portal: Portal, values: Values): Promise<void> {
    const nameOf = (label: string) => this.#actor.name(label.replace(/\d$/, ''));
    for (const name of new Set(Object.keys(values).map(nameOf))) {
      const record = await portal.list.find(name);
      if (record === undefined) continue;
      const [text, markup] = [(await record.innerText()).replace(name, ''), await record.innerHTML()];
      const copied = await portal.copiedIn(record);
      for (const [label, value] of Object.entries(values)) {
        if (nameOf(label) !== name) continue;
        const mask = shownInMask(value, text, markup);
        this.#actor.observe(way, 'shown', mask.shown);
        this.#actor.observe(way, 'mask', mask.length);
        this.#actor.observe(way, 'value length', value.length);
        if (copied === undefined)
          this.#actor.observe(way, 'copy unread', 'the browser did not let the clipboard be read');
        else this.#actor.observe(way, 'copyable', copied === value);
      }
    }
  }
}
