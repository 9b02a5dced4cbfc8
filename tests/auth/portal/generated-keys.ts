import { setTimeout as delay } from 'node:timers/promises';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { listRequest, plainLists } from '../../../verifier/requests.ts';
import type { Run } from '../../../verifier/run.ts';
import { KEY } from '../evidence/names.ts';
import { browserOf } from './browser-of.ts';
import { markOf } from './key-names.ts';
import { Portal } from './portal.ts';
import { recordsOfRuns, removeRecords } from './remove.ts';

/** Seconds after which a key is tried again that is still served although its record is gone. */
const TRIES_S = [0, 1, 2, 3, 5];
/** Sessions in which removal is tried: the one that generated the keys may have expired. */
const SESSIONS = 3;

/**
 * The keys that a run generates, by name and value. However the run ends, each key is removed; the list and the API must confirm
 * it, and what is left is reported. Nothing else in the portal is touched.
 */
export class GeneratedKeys {
  readonly #run: Run;
  /** Records that may be in the portal, with the names of their values. */
  readonly #records = new Map<string, string[]>();
  readonly #deleted = new Set<string>();
  #close: (() => Promise<void>) | undefined;
  #portal: Portal | undefined;
  #entering: Promise<Portal> | undefined;
  /** Reports what may be left if the process ends before it could remove it. */
  readonly #lastWords = () => tell(this.#names().map(neverRemoved));

  constructor(run: Run) {
    this.#run = run;
  }

  /** The portal, signed in and at the list of keys. @throws where there is none, or sign-in fails; once more if called again */
  portal(): Promise<Portal> {
    return (this.#entering ??= this.#enter());
  }

  async #enter(): Promise<Portal> {
    // Cleanups run in reverse order, so the browser is still open when the keys are removed.
    const opened = await this.#open(() => this.#run.heed());
    this.#close = this.#run.defer(() => this.#end());
    this.#portal = opened;
    await opened.openKeys();
    return opened;
  }

  /** Name of the record with this label; from now on it is removed at the end. */
  track(label: string): string {
    const name = `${this.#mark()} ${label}`;
    if (this.#records.size === 0) process.once('exit', this.#lastWords);
    if (this.#records.has(name)) return name;
    this.#records.set(name, []);
    // After kill -9 nothing can be reported any more. The keys of the embedded mock end with it.
    if (this.#run.config.controlUrl === undefined) this.#run.willRemove([inRecord(neverRemoved(name))]);
    return name;
  }

  /** Generates a key and leaves its page open; its value can be sent as `{{made-LABEL}}` from now on. @returns the value */
  async generate(label: string, as = label): Promise<string> {
    const value = await (await this.portal()).generate(this.track(label));
    this.register(label, as, value);
    return value;
  }

  /** Notes that a record was seen deleted. */
  deleted(label: string): void {
    this.#deleted.add(this.track(label));
  }

  /** Registers a further value of a record, to be sent as `{{made-AS}}`. */
  register(label: string, as: string, value: string): void {
    this.#run.secrets.register(`made-${as}`, value);
    this.#deleted.delete(this.track(label));
    this.#records.get(this.track(label))?.push(`made-${as}`);
  }

  /** Names of keys that earlier runs left in the portal. */
  async earlier(): Promise<string[]> {
    if (this.#run.config.endsWithRun === true) return [];
    const names = await recordsOfRuns(await this.portal());
    return names.filter((name) => !name.startsWith(this.#mark()));
  }

  /** Removes the generated keys, and ends the session. */
  async close(): Promise<void> {
    await this.#close?.();
  }

  async #end(): Promise<void> {
    const portal = this.#portal;
    [this.#portal, this.#entering] = [undefined, undefined];
    try {
      if (this.#records.size > 0 && !this.#endsWithTarget) await this.#remove(portal);
      this.#run.hasRemoved(this.#names().map((name) => inRecord(neverRemoved(name))));
    } finally {
      await portal?.close();
      process.off('exit', this.#lastWords);
    }
  }

  /** Whether the target ends with the run, its keys included; a mock that is controlled does where the run is being stopped. */
  get #endsWithTarget(): boolean {
    const { endsWithRun, controlUrl } = this.#run.config;
    return endsWithRun === true || (this.#run.signal.aborted && controlUrl !== undefined);
  }

  /** Removes all records, in a new session if the first does not work any more, and names what is left. */
  async #remove(first: Portal | undefined): Promise<void> {
    let left: string[] = [];
    const turns = first?.isSilent === true ? 1 : SESSIONS;
    for (let turn = 0; turn < turns; turn += 1) {
      let visit: Portal | undefined;
      try {
        visit = turn === 0 && first !== undefined ? await first.tab() : await this.#open();
        left = await this.#removeIn(visit);
        break;
      } catch (error) {
        const why = this.#run.secrets.hide(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
        left = this.#names().map((name) => `${name}: ${why}`);
      } finally {
        await (turn === 0 ? visit?.page.close().catch(() => undefined) : visit?.close());
      }
    }
    left.push(...(await this.#stillServed(left)));
    if (left.length === 0) return;
    this.#run.leaveBehind(left.map(inRecord));
    tell(left);
  }

  /** @returns the records of this run that may still be there, with the reason */
  async #removeIn(portal: Portal): Promise<string[]> {
    await portal.openKeys();
    const seen = new Set(this.#deleted);
    const left = await removeRecords(portal, this.#mark(), seen);
    // A list may show some of its records elsewhere, where they were not found.
    const vanished = [...this.#records].filter(([name, values]) => values.length > 0 && !seen.has(name));
    return [...left, ...vanished.map(([name]) => [name, VANISHED] as const)].map(([name, why]) => `${name}: ${why}`);
  }

  /** Keys that the API still serves although their record was removed; `left` has those whose record was not. */
  async #stillServed(left: readonly string[]): Promise<string[]> {
    const [operation] = plainLists(this.#run.context.contract);
    if (operation === undefined) return [];
    const served: string[] = [];
    for (const [name, values] of this.#records) {
      if (left.some((line) => line.startsWith(`${name}:`))) continue;
      for (const key of values) {
        const request = listRequest(operation, { pageSize: 1 }, { key, fresh: `${KEY} removed ${key}` });
        const why = await this.#whyServed(request);
        if (why !== undefined) served.push(`${name}: ${why}`);
      }
    }
    return served;
  }

  async #whyServed(request: RequestSpec): Promise<string | undefined> {
    const { config, client, clock } = this.#run;
    let status: number | undefined;
    for (const seconds of TRIES_S) {
      if (seconds > 0) await (config.controlUrl === undefined ? delay(seconds * 1000) : clock.sleep(seconds * 1000));
      ({ response: { status } = { status: undefined } } = await client.once(request, {
        scenario: `${KEY}-removed`,
        unpaced: true,
      }));
      if (status === 401 || status === 403) return undefined;
      // If the target was given up, there is no point in waiting for each key.
      if (status === undefined && client.down !== undefined) break;
      if (status !== 429) continue;
      if (this.#run.signal.aborted) break;
      // The quota is used up. Making sure that no key is left is worth the wait.
      await clock.sleep(config.windowSeconds * 1000).catch(() => undefined);
    }
    return status !== undefined && status < 400
      ? 'its record is gone, but the API still serves its value'
      : `its record is gone, but the API did not say whether its value is (${status ?? 'no response'})`;
  }

  async #open(heed?: () => void): Promise<Portal> {
    const { portal } = this.#run.config;
    if (portal === undefined) throw new Error('no portal is configured');
    return Portal.open(portal, await browserOf(this.#run), heed);
  }

  #names(): string[] {
    return [...this.#records.keys()];
  }

  #mark(): string {
    return markOf(this.#run.plan.id);
  }
}

const VANISHED = 'the list does not show it any more, although it was not deleted';
const neverRemoved = (name: string) => `${name}: the run ended before it was removed`;
const inRecord = (line: string) => `a key may be left in the portal: ${line}`;

/** Tells the user what is left, and how to remove it. */
function tell(left: readonly string[]): void {
  if (left.length === 0) return;
  const lines = left.map((line) => `  ${line}\n`).join('');
  process.stderr.write(
    `keys may be left in the portal:\n${lines}Remove them with mitp portal clean, or by hand: open Account Settings, API Keys, and press Delete (-) beside each.\n`,
  );
}
