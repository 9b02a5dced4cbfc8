import { errors } from '@playwright/test';
import type { Observation } from '../../../verifier/observation.ts';
import type { Run } from '../../../verifier/run.ts';
import type { GeneratedKeys } from '../portal/generated-keys.ts';
import { markOf } from '../portal/key-names.ts';
import type { Portal } from '../portal/portal.ts';
import { recordsOfRuns } from '../portal/remove.ts';
import { KEY } from '../evidence/names.ts';
import { UNAVAILABLE } from '../evidence/unavailable.ts';
import { isMask, shownOf } from '../portal/mask.ts';
import { NotFound, NotSettled } from '../portal/not-settled.ts';
import { KeyRequests } from './key-requests.ts';
import { WaysBack, type Values, type Way } from './ways-back.ts';

/** Times that a control is pressed which does nothing: the list may have been drawn anew under the pointer. */
const CLICKS = 2;

/** Does one thing at a time in the portal, and notes the result. */
export class Actor {
  readonly run: Run;
  readonly portal: Portal;
  readonly requests: KeyRequests;
  /** Words that no value may hold: the provider's names and ids. */
  readonly words: readonly string[];
  /** The generated values, by the label of their key; they never leave this process. */
  readonly values = new Map<string, string>();
  /** What the value of each record is registered as now, by the label of its key. */
  readonly #latest = new Map<string, string>();
  /** When each was read, in milliseconds of the run's clock. */
  readonly madeAt = new Map<string, number>();
  /** The acts that were cancelled, by the label of their key. */
  readonly #cancelled = new Set<string>();
  readonly #generated: GeneratedKeys;
  readonly #back: WaysBack;

  constructor(run: Run, portal: Portal, generated: GeneratedKeys) {
    this.run = run;
    this.portal = portal;
    this.requests = new KeyRequests(run);
    this.#generated = generated;
    this.#back = new WaysBack(this);
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
    this.#back.stop();
    await this.portal.needKeys();
    const value = await this.#generated.generate(label, as);
    this.#latest.set(label, as);
    await this.#readOnce(as, value);
    return value;
  }

  /** Regenerates the record's value. */
  async regenerate(label: string, as: string): Promise<string> {
    this.#back.stop();
    const value = await this.portal.acts.regenerate(this.name(label));
    this.#generated.register(label, as, value);
    this.#latest.set(label, as);
    await this.#readOnce(as, value);
    return value;
  }

  async #readOnce(as: string, value: string): Promise<void> {
    this.values.set(as, value);
    this.madeAt.set(as, this.run.clock.now());
    this.observe(as, 'readable', value.length > 0 && !isMask(value));
    const copied = await this.portal.value.copied();
    if (copied === undefined) this.observe(as, 'unread', 'the browser did not let the clipboard be read');
    else this.observe(as, 'copied', copied === value);
    // From here on no response may hold the value.
    this.#back.begin();
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

  /** What the value of this record is registered as now. */
  latest(label: string): string {
    return this.#latest.get(label) ?? label;
  }

  async listed(label: string): Promise<boolean> {
    return (await this.portal.list.find(this.name(label))) !== undefined;
  }

  /** Which of the records that should not be there are listed. Looks twice where one is: a list may be a moment behind. */
  async stillListed(labels: readonly string[]): Promise<string[]> {
    for (let look = 0; ; look += 1) {
      await this.portal.reloadKeys();
      const names = await recordsOfRuns(this.portal, markOf(this.run.plan.id));
      const listed = labels.filter((label) => names.includes(this.name(label)));
      if (listed.length > 0 && look === 0) continue;
      for (const label of labels) if (!listed.includes(label)) this.#generated.deleted(label);
      return listed;
    }
  }

  /** Leaves the page with the value, comes back to the list, and looks for the values everywhere. */
  async leaveBy(way: Way, values: Values): Promise<void> {
    this.run.heed();
    await this.#back.leaveBy(way, values);
  }

  /**
   * Presses the control and cancels the pop-up.
   * @throws NotFound where the control does nothing: neither a pop-up nor the act is no evidence of either
   */
  async cancel(act: 'revoke' | 'delete', label: string): Promise<void> {
    for (let turn = 0; turn < CLICKS; turn += 1) {
      this.run.heed();
      const hasOpened = await this.portal.acts.press(this.name(label), act, false);
      if (hasOpened) {
        this.observe(act, 'confirmation', true);
        await this.portal.acts.answer('cancel');
        this.#cancelled.add(`${act} ${label}`);
      }
      await this.portal.watch.sent();
      const hasSent = this.portal.watch.writes.some(({ status }) => status > 0 && status < 400);
      await this.portal.reloadKeys();
      const record = await this.portal.list.find(this.name(label));
      const isActive = record !== undefined && (await this.portal.list.offers(record, 'revoke', this.name(label)));
      const isUnchanged = act === 'revoke' ? isActive : record !== undefined;
      if (!hasOpened && !hasSent && isUnchanged) continue;
      if (!hasOpened) this.observe(act, 'confirmation', false);
      this.observe(`cancel-${act}`, 'record', record !== undefined);
      this.observe(`cancel-${act}`, 'still active', isActive);
      return;
    }
    throw new NotFound(`the control to ${act} the record ${this.name(label)} did nothing`);
  }

  /**
   * Presses the control, confirms, and tries the key from the moment in which the act was confirmed. If it was not confirmed,
   * nothing is tried: what another act ended before shows nothing of this one.
   * @returns whether it was confirmed
   */
  async confirm(act: 'revoke' | 'delete', label: string): Promise<boolean> {
    const why = await this.#notDone(act, label);
    if (why === undefined) await this.requests.rejected(act, this.latest(label));
    else this.observe(act, 'not done', why);
    return why === undefined;
  }

  /** Notes what the record of a revoked key shows. */
  async lookAtRevoked(label: string): Promise<void> {
    const value = this.values.get(this.latest(label)) ?? '';
    await this.portal.reloadKeys();
    const record = await this.portal.list.find(this.name(label));
    this.observe('revoked', 'record', record !== undefined);
    const text = (await record?.innerText()) ?? '';
    this.observe('revoked', 'shown', shownOf(value, text.replace(this.name(label), '')));
  }

  /** Presses the control and confirms. @returns why the act was not confirmed; undefined where it was */
  async #notDone(act: 'revoke' | 'delete', label: string): Promise<string | undefined> {
    const { portal } = this;
    const name = this.name(label);
    let hasOpened = await portal.acts.pressOffered(name, act);
    if (hasOpened === undefined) {
      // What was done before may have left the page without its list.
      await portal.reloadKeys();
      hasOpened = await portal.acts.pressOffered(name, act);
    }
    if (hasOpened === undefined) {
      // Cancel may have done it, later than was seen: the key itself tells.
      if (this.#cancelled.has(`${act} ${label}`)) await this.requests.send(`cancel-${act}`, this.latest(label));
      return `${act}: the record has no control for it`;
    }
    if (hasOpened) {
      this.observe(act, 'confirmation', true);
      await portal.acts.answer(act);
    }
    const why = await portal.acts.notDone(name, act);
    // A control that did nothing needed no confirmation.
    if (!hasOpened && why === undefined) this.observe(act, 'confirmation', false);
    return why;
  }
}
