import { setTimeout as delay } from 'node:timers/promises';
import { listAsk } from '../../harness/asks.ts';
import type { Ask, Exchange } from '../../harness/exchange.ts';
import type { Observation } from '../../harness/observation.ts';
import type { Run } from '../../harness/run.ts';
import type { MadeKeys } from '../portal/made-keys.ts';
import type { Portal } from '../portal/portal.ts';
import { KEY } from '../evidence/names.ts';
import { Traces } from '../portal/search.ts';
import { shownOf } from '../portal/shape.ts';

/** Values by the label of their key. */
type Values = Readonly<Record<string, string>>;
export type Way = 'reload' | 'Back' | 'link' | 'new tab' | 'new session';

/** Seconds after an act at which a key that should be dead is tried on a live target (defects.md: revocation at once). */
const TRIES_S = [0, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 34, 55, 65];
/** Refusals in a row after which it is dead. */
const ENOUGH = 3;

/** Does one thing in the portal or to the API at a time, and notes what came of it. */
export class Actor {
  readonly run: Run;
  readonly portal: Portal;
  /** What no value may hold: whose key it is. */
  readonly words: readonly string[];
  readonly #made: MadeKeys;
  #traces: Traces | undefined;
  #sent = 0;

  constructor(run: Run, portal: Portal, made: MadeKeys) {
    this.run = run;
    this.portal = portal;
    this.#made = made;
    const { username = '' } = run.config.portal ?? {};
    this.words = username.split(/[@.]/).flatMap((word) => [word, word.split('-')[0] ?? '']);
  }

  observe(step: string, fact: string, value: Observation['value']): void {
    this.run.seen.ledger.observe({ scene: KEY, step, fact, value });
  }

  /** Makes a key and reads it while its page is open. Its value can be sent as `made-AS`. */
  async make(label: string, as = label): Promise<string> {
    this.#traces?.stop();
    const { portal } = this;
    if (!(await portal.control(portal.page, portal.names.addKey).isVisible())) await portal.openKeys();
    const value = await this.#made.generate(label, as);
    await this.#readOnce(as, value);
    return value;
  }

  /** Gives the record a new value. */
  async regenerate(label: string, as: string): Promise<string> {
    this.#traces?.stop();
    const value = await this.portal.regenerate(this.name(label));
    this.run.secrets.register(`made-${as}`, value);
    await this.#readOnce(as, value);
    return value;
  }

  async #readOnce(as: string, value: string): Promise<void> {
    this.observe(as, 'readable', value.length > 0);
    this.observe(as, 'copied', (await this.portal.copied()) === value);
    // From here on no answer may hold the value.
    this.#traces = new Traces(this.portal.context);
  }

  name(label: string): string {
    return this.#made.track(label);
  }

  async listed(label: string): Promise<boolean> {
    return this.portal.record(this.name(label)).isVisible();
  }

  /** Leaves the page with the value, comes back to the list, and looks for the values everywhere. */
  async leaveBy(way: Way, values: Values): Promise<void> {
    const { portal } = this;
    if (way === 'new session') {
      const visit = await portal.visit();
      const traces = new Traces(visit.context);
      await visit.openKeys();
      await this.#look(way, visit, traces, values);
      return visit.close();
    }
    const traces = this.#traces ?? new Traces(portal.context);
    if (way === 'reload') await portal.page.reload();
    if (way === 'Back') {
      await portal.openKeys();
      await portal.page.goBack();
    }
    if (way === 'new tab') {
      const page = await portal.context.newPage();
      await page.goto(portal.page.url());
      for (const [label, value] of Object.entries(values)) {
        this.observe(
          way,
          'found',
          (await traces.placesOf(value, page)).map((place) => `${place} (key ${label})`),
        );
      }
      return page.close();
    }
    if (way === 'reload' || way === 'Back') {
      // What the page itself shows, before the way back to the list.
      for (const value of Object.values(values)) this.observe(way, 'found', await traces.placesOf(value, portal.page));
    }
    await portal.openKeys();
    await this.#look(way, portal, traces, values);
  }

  async #look(way: Way, portal: Portal, traces: Traces, values: Values): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      this.observe(way, 'found', await traces.placesOf(value, portal.page));
      const record = portal.record(this.name(label.replace(/\d$/, '')));
      if (!(await record.isVisible())) continue;
      const text = (await record.innerText()).replace(this.name(label.replace(/\d$/, '')), '');
      this.observe(way, 'shown', shownOf(value, text));
      this.observe(way, 'mask', /(\S)\1{3,}\S*|\S*(\S)\2{3,}/.exec(text)?.[0].length ?? 0);
      this.observe(way, 'value length', value.length);
      this.observe(way, 'copyable', (await portal.copied(record)) === value);
    }
  }

  /** Presses the control and answers the pop-up with Cancel. */
  async cancel(act: 'revoke' | 'delete', label: string): Promise<void> {
    const asked = await this.portal.press(this.name(label), act);
    this.observe(act, 'asked', asked);
    if (asked) await this.portal.answer('cancel');
    await this.portal.openKeys();
    this.observe(`cancel-${act}`, 'record', await this.listed(label));
    this.observe(
      `cancel-${act}`,
      'still active',
      await this.portal.control(this.portal.record(this.name(label)), this.portal.names.revoke).isVisible(),
    );
  }

  /** Presses the control, confirms, and tries the key from that moment on. */
  async confirm(act: 'revoke' | 'delete', label: string, values: Values, as = label): Promise<void> {
    const { portal } = this;
    const name = this.name(label);
    const listed = await portal.record(name).isVisible();
    const waiting = await portal.control(portal.record(name), portal.names[act]).isVisible();
    if (waiting) {
      const asked = await portal.press(name, act);
      this.observe(act, 'asked', asked);
      if (asked) await portal.answer(act);
    } else {
      this.observe(act, 'record before', listed);
    }
    await this.refused(act, as);
    await portal.openKeys();
    this.observe(`${act}d`, 'record', await this.listed(label));
    for (const value of Object.values(values)) {
      const text = (await this.listed(label)) ? await portal.record(name).innerText() : '';
      this.observe(`${act}d`, 'shown', shownOf(value, text.replace(name, '')));
    }
  }

  /** Asks the API once with a made key; waits for room in the budget first. */
  async ask(step: string, label: string): Promise<Exchange> {
    return this.run.probe.fresh(this.#request(step, label), { scene: `${KEY}-${step}` });
  }

  /** Tries a key that should be dead: from now on, on warm and new connections, until it was refused often enough. */
  async refused(step: string, label: string): Promise<void> {
    const { run } = this;
    const started = performance.now();
    let inRow = 0;
    for (const [i, seconds] of TRIES_S.entries()) {
      const wait = seconds * 1000 - (performance.now() - started);
      // Where the clock can be moved the target is ours, and "at once" means at once.
      if (wait > 0 && run.config.controlUrl === undefined) await delay(wait);
      const request = this.#request(step, label);
      const { answer } = await run.probe.once(request, {
        scene: `${KEY}-${step}`,
        unpaced: true,
        newConnection: i % 2 === 1,
      });
      inRow = answer?.status === 401 || answer?.status === 403 ? inRow + 1 : 0;
      if (inRow >= ENOUGH || (run.config.controlUrl !== undefined && i >= ENOUGH)) return;
    }
  }

  #request(step: string, label: string): Ask {
    const [operation] = this.run.seen.contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
    if (operation === undefined) throw new Error('the contract has no list that can be asked without an id');
    this.#sent += 1;
    return listAsk(operation, { pageSize: 1 }, { key: `made-${label}`, fresh: `${KEY} ${step} ${this.#sent}` });
  }
}
