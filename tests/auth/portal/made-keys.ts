import type { Run } from '../../harness/run.ts';
import { Portal } from './portal.ts';

/**
 * The keys that a run makes. They are named after the run, so that anybody can tell them in the portal, and are removed
 * at the end, after a failure or Ctrl-C too. Nothing else in the portal is touched.
 */
export class MadeKeys {
  readonly #run: Run;
  readonly #names = new Set<string>();
  readonly #close: () => Promise<void>;
  #portal: Portal | undefined;

  constructor(run: Run) {
    this.#run = run;
    this.#close = run.defer(() => this.#remove());
  }

  /** The portal, signed in and at the list of keys. @throws where there is none, or no way in */
  async portal(): Promise<Portal> {
    if (this.#portal !== undefined) return this.#portal;
    const { portal } = this.#run.config;
    if (portal === undefined) throw new Error('no portal is configured');
    const opened = await Portal.open(portal);
    try {
      await opened.openKeys();
    } catch (error) {
      await opened.quit();
      throw error;
    }
    this.#portal = opened;
    return opened;
  }

  /** Name of the record with this label; from now on it is removed at the end. */
  track(label: string): string {
    const name = `mitp-contract ${this.#run.session.plan.id.slice(0, 8)} ${label}`;
    this.#names.add(name);
    return name;
  }

  /** Makes a key, whose page stays open; its value can be sent as `{{made-LABEL}}` from now on. @returns the value */
  async generate(label: string, as = label): Promise<string> {
    const value = await (await this.portal()).generate(this.track(label));
    this.#run.secrets.register(`made-${as}`, value);
    return value;
  }

  /** Removes what was made, and ends the browser. */
  async close(): Promise<void> {
    await this.#close();
  }

  async #remove(): Promise<void> {
    const portal = this.#portal;
    this.#portal = undefined;
    if (portal === undefined) return;
    if (this.#names.size === 0) return portal.quit();
    try {
      const visit = await portal.visit();
      await visit.openKeys();
      for (const name of this.#names) {
        // A faulty portal may keep what it was told to delete: try once for each record, not for ever.
        const records = await visit.page.getByRole('row').filter({ hasText: name }).count();
        for (let i = 0; i < records; i += 1) {
          if (await visit.press(name, 'delete')) await visit.answer('delete');
        }
      }
    } catch (error) {
      const names = [...this.#names].join(', ');
      const why = this.#run.secrets.hide(String(error)).split('\n')[0];
      process.stderr.write(`keys may be left in the portal: look for ${names} (${why})\n`);
    } finally {
      await portal.quit();
    }
  }
}
