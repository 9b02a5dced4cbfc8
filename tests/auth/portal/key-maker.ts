import type { Run } from '../../../verifier/run.ts';
import { GeneratedKeys } from './generated-keys.ts';

/** Label of the key that the limit suite generates. */
const LABEL = 'limit';

/** Generates keys while a quota is used up (LIM-09). Everything that takes time is done beforehand, in `prepare`. */
export class KeyMaker {
  readonly #generated: GeneratedKeys;

  constructor(run: Run) {
    this.#generated = new GeneratedKeys(run);
  }

  async prepare(): Promise<void> {
    const portal = await this.#generated.portal();
    await portal.prepareKey(this.#generated.track(LABEL));
  }

  /** Generates the key that was prepared. @returns the name under which it can be sent */
  async add(): Promise<string> {
    const portal = await this.#generated.portal();
    await portal.pressGenerate();
    return this.#register(LABEL, await portal.value.read());
  }

  /** Revokes that key and gives its record a new value. @returns the name under which that can be sent */
  async regenerate(): Promise<string> {
    const portal = await this.#generated.portal();
    const name = this.#generated.track(LABEL);
    await portal.openKeys();
    if (await portal.acts.press(name, 'revoke')) await portal.acts.answer('revoke');
    await portal.acts.notDone(name, 'revoke');
    return this.#register(`${LABEL}-again`, await portal.acts.regenerate(name));
  }

  async close(): Promise<void> {
    await this.#generated.close();
  }

  #register(as: string, value: string): string {
    this.#generated.register(LABEL, as, value);
    return `made-${as}`;
  }
}
