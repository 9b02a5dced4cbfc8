import type { Locator, Page } from '@playwright/test';
import { pasteUnseen } from '../../../verifier/paste-secret.ts';
import { control } from './control.ts';
import type { PortalNames } from './names.ts';
import { NotSettled } from './not-settled.ts';
import type { PageWatch } from './watch.ts';

/** A field for the password of who is signed in; one that hides a key is none. */
const NAMED = ':is([autocomplete=current-password], [name*=password i], [id*=password i], [placeholder*=password i])';

/** The password that some portals want once more before an act. */
export class Reentry {
  readonly #page: Page;
  readonly #names: PortalNames;
  readonly #watch: PageWatch;
  readonly #password: string | undefined;
  /** Fields that were there before the act: a form to change the password. */
  #before = 0;

  constructor(page: Page, names: PortalNames, watch: PageWatch, password: string | undefined) {
    this.#page = page;
    this.#names = names;
    this.#watch = watch;
    this.#password = password;
  }

  /** Notes what is there before an act. */
  async begin(): Promise<void> {
    this.#before = await this.#fields().count();
  }

  /** Whether the page wants the password, which it did not before the act. */
  async isWanted(): Promise<boolean> {
    return (await this.#fields().count()) > this.#before;
  }

  /** Enters it in a pop-up that wants it together with the act. */
  async fillIn(scope: Page | Locator): Promise<void> {
    const field = this.#fields().and(scope.locator('input')).first();
    if ((await this.isWanted()) && (await field.isVisible())) await this.#type(field);
  }

  /** Enters it, and waits until the page goes on. @throws NotSettled where it is not known, or does not help */
  async enter(): Promise<void> {
    const field = this.#fields().last();
    await this.#type(field);
    this.#watch.begin({ confirming: true });
    await this.#send(field);
    if (await this.#watch.settle(async () => !(await this.isWanted()))) return;
    throw new NotSettled('the portal still wants the password after it was entered');
  }

  async #type(field: Locator): Promise<void> {
    if (this.#password === undefined)
      throw new NotSettled('the portal wants the password again: set MITP_PORTAL_USERNAME and MITP_PORTAL_PASSWORD');
    await pasteUnseen(field, this.#password);
  }

  async #send(field: Locator): Promise<void> {
    const around = this.#page.locator('form, dialog, [role=dialog]').filter({ has: field }).last();
    const { confirm, signIn, next } = this.#names;
    for (const name of [confirm, signIn, next]) {
      const button = control(around, name);
      if (await button.isVisible()) return button.click();
    }
    await field.press('Enter');
  }

  #fields(): Locator {
    const page = this.#page;
    const passwords = page.locator('input[type=password]').filter({ visible: true });
    return passwords.and(
      page
        .locator(NAMED)
        .or(page.getByLabel(this.#names.password))
        .or(page.getByLabel(/password/i)),
    );
  }
}
