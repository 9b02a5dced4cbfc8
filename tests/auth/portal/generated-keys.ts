import type { Run } from '../../../verifier/run.ts';
import { browserOf } from './browser-of.ts';
import { Portal } from './portal.ts';

/**
 * The keys that a run makes. They are named after the run, so that anybody can tell them in the portal, and are removed
 * at the end, after a failure or Ctrl-C too. Nothing else in the portal is touched.
 */
export class GeneratedKeys {
  readonly #run: Run;
  readonly #names = new Set<string>();
  #close: (() => Promise<void>) | undefined;
  #portal: Portal | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  /** The portal, signed in and at the list of keys. @throws where there is none, or no way in */
  async portal(): Promise<Portal> {
    if (this.#portal !== undefined) return this.#portal;
    const { portal } = this.#run.config;
    if (portal === undefined) throw new Error('no portal is configured');
    const opened = await Portal.open(portal, await browserOf(this.#run));
    // Undone in reverse order: the browser is still there when the keys are removed.
    this.#close = this.#run.defer(() => this.#remove());
    this.#portal = opened;
    await opened.openKeys();
    return opened;
  }

  /** Name of the record with this label; from now on it is removed at the end. */
  track(label: string): string {
    const name = `${this.#common()} ${label}`;
    this.#names.add(name);
    return name;
  }

  /** Makes a key, whose page stays open; its value can be sent as `{{made-LABEL}}` from now on. @returns the value */
  async generate(label: string, as = label): Promise<string> {
    const value = await (await this.portal()).generate(this.track(label));
    this.#run.secrets.register(`made-${as}`, value);
    return value;
  }

  /** Removes what was made, and ends the session. */
  async close(): Promise<void> {
    await this.#close?.();
  }

  async #remove(): Promise<void> {
    const portal = this.#portal;
    this.#portal = undefined;
    if (portal === undefined) return;
    try {
      if (this.#names.size > 0) await this.#removeWith(portal);
    } catch (error) {
      const why = this.#run.secrets.hide(String(error)).split('\n')[0];
      process.stderr.write(`keys may be left in the portal: look for ${[...this.#names].join(', ')} (${why})\n`);
    } finally {
      await portal.close();
    }
  }

  /** In a tab of its own; in a session of its own where the one that made the keys is of no use any more. */
  async #removeWith(portal: Portal): Promise<void> {
    const { config } = this.#run;
    const visit = await portal
      .tab()
      .catch(async () => config.portal && Portal.open(config.portal, await browserOf(this.#run)));
    if (visit === undefined) return;
    try {
      await visit.openKeys();
      for (const name of this.#names) {
        const records = await visit.page.getByRole('row').filter({ hasText: name }).count();
        // A faulty portal may keep what it was told to delete: try once for each record, not for ever.
        for (let i = 0; i < records; i += 1) {
          if (await visit.press(name, 'delete')) await visit.response('delete');
        }
      }
      await visit.openKeys();
      const left = visit.page.getByRole('row').filter({ hasText: this.#common() });
      if ((await left.count()) > 0) throw new Error('the portal still lists some after they were deleted');
    } finally {
      await visit.close();
    }
  }

  /** What the names of all records of this run begin with. */
  #common(): string {
    return `mitp-contract ${this.#run.plan.id.slice(0, 8)}`;
  }
}
