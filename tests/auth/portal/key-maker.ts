import type { Run } from '../../../verifier/run.ts';
import { GeneratedKeys } from './generated-keys.ts';

/** Label of the key that the limit suite makes. */
const LABEL = 'limit';

/** Makes keys while a budget is spent (LIM-09): everything that takes time is done beforehand, in `prepare`. */
export class KeyMaker {
  readonly #generated: GeneratedKeys;
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
    this.#generated = new GeneratedKeys(run);
  }

  async prepare(): Promise<void> {
    const portal = await this.#generated.portal();
    await portal.prepareKey(this.#generated.track(LABEL));
  }

  /** Generates the key that was prepared. @returns the name under which it can be sent */
  async add(): Promise<string> {
    const portal = await this.#generated.portal();
    await portal.control(portal.page, portal.names.generate).click();
    return this.#register(`made-${LABEL}`, await portal.readValue());
  }

  /** Revokes that key and gives its record a new value. @returns the name under which that can be sent */
  async regenerate(): Promise<string> {
    const portal = await this.#generated.portal();
    const name = this.#generated.track(LABEL);
    await portal.openKeys();
    if (await portal.press(name, 'revoke')) await portal.response('revoke');
    return this.#register(`made-${LABEL}-again`, await portal.regenerate(name));
  }

  async close(): Promise<void> {
    await this.#generated.close();
  }

  #register(name: string, value: string): string {
    this.#run.secrets.register(name, value);
    return name;
  }
}
